# What callers hear, in English. Indented lines belong to the text above them: .choice-1 is said for key 1,
# .hear-1 are words that choose it. Write for the ear: first the choice, then the key.

-brand = @NAME@

greeting = Thank you for calling { -brand }.

main-menu = What would you like to do?
    .choice-1 = For our opening hours, press 1.
    .choice-2 = Para español, oprima el 2.
    .choice-3 = To speak with a person, press 3.
    .hear-1 = hours, opening hours, when are you open
    .hear-2 = Spanish, español
    .hear-3 = person

hours-open = We are here now: press 3 to speak with a person.
hours-closed = Nobody is here right now. We are here Monday to Friday, from nine to twelve and from one to five.

person-waiting = You are number { $position } in line. Please stay on the line.
person-nobody = I am sorry, nobody can answer right now.

trouble = I am sorry, that did not work. I will try to connect you with a person.
goodbye = Thank you for calling { -brand }. Goodbye.

## Said by the line itself, where it is needed

line-no-input = I did not hear anything.
line-no-match = Sorry, I did not get that.
line-too-low = Sorry, that is too little. The least is { $limit }.
line-too-high = Sorry, that is too much. The most is { $limit }.
line-holding = One moment, please.
line-trouble = I am sorry. Something is not working on our side.
line-goodbye = Thank you for calling { -brand }. Goodbye.
line-nothing-back = There is nothing to go back to from here.
line-yes-no = For yes, press 1. For no, press 2.
    .hear-yes = yes, yeah, correct, right
    .hear-no = no, nope, wrong
line-spoken-digits = Digits
    .hear-0 = zero, oh
    .hear-1 = one
    .hear-2 = two
    .hear-3 = three
    .hear-4 = four
    .hear-5 = five
    .hear-6 = six
    .hear-7 = seven
    .hear-8 = eight
    .hear-9 = nine
line-shortcuts = Here is what you can do from anywhere.
anywhere-repeat = To hear that again, press star.
    .hear = repeat, again
anywhere-agent = To speak with a person, press 0.
    .hear = agent, operator, human
