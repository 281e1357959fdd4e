# What callers hear in English.
#
# One prompt is a name, an equals sign and its text. Lines that start with spaces belong to the prompt above them:
#   .choice-1    said for key 1 of a menu, and only when that choice is offered
#   .hear-1      words that pick it, with commas between them
#   .no_input    said when the caller was silent; .no_input-2 the second time
#   .no_match    said when we did not understand; .no_match-2 the second time
# { $owed-full } is filled in: money, dates and numbers are said as the language says them.
# Write for the ear: short sentences, the option before the key. Then run:  ivr check

## Names and phrases used in many prompts

-brand = Harbor Finance
-website = harborfinance.example
# The ways to pay that cost nothing (policy.yaml: free_ways). Completes "You can pay free of charge ...".
-free-way = on our website, harborfinance.example, or with automatic payments

## The line itself: said by the engine wherever it is needed

line-no-input = I did not hear anything.
line-no-match = Sorry, I did not get that.
line-too-low = Sorry, that is too little. The least is { $limit }.
line-too-high = Sorry, that is too much. The most is { $limit }.
line-holding = One moment, please. I am still working on it.
    .longer = This is taking longer than usual. Please stay on the line.
line-trouble = I am sorry. Something is not working on our side.
line-goodbye = Thank you for calling { -brand }. Goodbye.
line-nothing-back = There is nothing to go back to from here.
line-yes-no = For yes, press 1. For no, press 2.
    .hear-yes = yes, yeah, yep, yes please, correct, that is right, that's right, right, okay, sure, I agree
    .hear-no = no, nope, no thanks, no thank you, wrong, not right, that's wrong, I do not agree
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
    .hear = repeat, again, say that again, what did you say, pardon
anywhere-back = To go back, press 9.
    .hear = back, go back, previous
anywhere-agent = To speak with a person, press 0.
    .hear = agent, person, a person, operator, representative, human, speak with a person, talk to someone, talk to a person, help, customer service
anywhere-language = For another language, press 8.
    .hear = language, another language, change language, Spanish, Chinese, español, 中文

## When something does not work out, anywhere

trouble-silence = I still cannot hear you. Please stay on the line, and I will try to connect you with a person.
trouble-not-understood = I am sorry, I am having trouble understanding. I will try to connect you with a person.
trouble-not-working = I am sorry. That is not working right now. I will try to connect you with a person.
trouble-not-verified = I cannot go on without knowing who is calling. I will try to connect you with a person.
trouble-used-up = We cannot go on with this by phone right now. I will try to connect you with a person.

## Greeting and language

welcome-greeting = Thank you for calling { -brand }.
welcome-cut-off = It seems that your last call was cut off. To go on where you were, press 1. To begin anew, press 2.
    .no_input = To go on where you were, press 1. To begin anew, press 2.

language-offer-spanish = For Spanish, press 2.
language-offer-chinese = For Chinese, press 3.
language-choice = For English, press 1, or just stay on the line.
    .hear-1 = English
    .hear-2 = Spanish, español, en español
    .hear-3 = Chinese, Mandarin, 中文, 普通话

## Main menu

main-menu = Main menu.
    .choice-1 = To hear what you owe and when it is due, press 1.
    .choice-2 = To pay by phone, press 2.
    .choice-3 = If you need more time to pay, press 3.
    .choice-4 = For anything else, press 4. You can press 0 at any time to speak with a person.
    .hear-1 = balance, my balance, what do I owe, how much do I owe, when is it due, amount due, my account
    .hear-2 = pay, payment, pay my bill, pay by phone, make a payment, I want to pay
    .hear-3 = more time, extension, I need more time, I need an extension, I cannot pay, I can't pay, defer
    .hear-4 = something else, anything else, other, something different
main-anything-else = Is there anything else?
    .choice-1 = For the main menu, press 1.
    .choice-2 = If you are done, press 2, or just hang up.
    .hear-1 = yes, main menu, menu, something else
    .hear-2 = no, no thanks, no thank you, done, I am done, goodbye, that is all, that's all
main-after-payment = Is there anything else?
    .choice-1 = To hear your confirmation number again, press 1.
    .choice-2 = For the main menu, press 2.
    .choice-3 = If you are done, press 3, or just hang up.
    .hear-1 = confirmation number, hear it again, the number
    .hear-2 = yes, main menu, menu, something else
    .hear-3 = no, no thanks, no thank you, done, I am done, goodbye, that is all, that's all
main-payment-again = You paid { $paid-amount }. Your confirmation number is { $paid-reference }.
main-not-verified = To go on with that, I first need to know that it is you.

## Goodbyes: each says what was done

goodbye = Thank you for calling { -brand }. Goodbye.
goodbye-balance = Today you heard your balance. Your amount due is { $checked-due }. Thank you for calling { -brand }. Goodbye.
goodbye-paid = You paid { $paid-amount } today. Your confirmation number is { $paid-reference }. Your balance is now { $paid-balance }. Thank you for calling { -brand }. Goodbye.
goodbye-not-paid = We did not charge you anything. Thank you for calling { -brand }. Goodbye.
goodbye-unknown = Your payment is still being checked. Please do not pay again before you hear from us. Thank you for calling { -brand }. Goodbye.
goodbye-deferred = Your new due date is { $deferred-new-date }. Your reference is { $deferred-reference }. Thank you for calling { -brand }. Goodbye.
goodbye-referred = Your request for more time is with one of our people. We will call you about it. Thank you for calling { -brand }. Goodbye.
goodbye-not-deferred = Your due date has not changed. Thank you for calling { -brand }. Goodbye.
goodbye-agent = Thank you for calling { -brand }. Goodbye.
goodbye-callback = We will call you back. Your case number is { $callback-number }. Thank you for calling { -brand }. Goodbye.
goodbye-closed = You can always reach us at { -website }. Thank you for calling { -brand }. Goodbye.
goodbye-silent = I cannot hear you, so I will end this call now. Please call again whenever you like. If it is hard to use the telephone, write to us at { -website }, and we will call or write back. Goodbye.

## Making sure who is calling

verify-account = First I need to know that it is you. Please enter your account number, then press the pound key. It is at the top of your bill.
    .no_input = Your account number is at the top of your bill. Enter it now, then press pound, the key at the bottom right. For a person, press star and then 0.
    .no_match = That does not look like an account number. Please enter just the digits, then press pound.
    .no_match-2 = Please enter the eight digits at the top of your bill, then press pound. For a person, press star and then 0.
verify-birth-date = Please enter your date of birth with eight digits: two for the month, two for the day, four for the year. For March 9, 1975, that is 0 3 0 9 1 9 7 5.
    .no_input = Please enter your date of birth: two digits for the month, two for the day, four for the year.
    .no_match = That is not a date. Please enter two digits for the month, two for the day, and four for the year.
verify-postcode = Please enter the five digits of your ZIP code.
    .no_input = Please enter the ZIP code of the address on your bill. It has five digits.
    .no_match = Please enter five digits, the ZIP code of the address on your bill.
verify-last-payment = Please enter the amount of the last payment you made to us. Enter the dollars, then star, then the cents, then pound. For 50 dollars and 25 cents, that is 5 0 star 2 5 pound.
    .no_input = Please enter the amount of your last payment to us: the dollars, star, the cents, then pound.
    .no_match = I need an amount. Enter the dollars, star, the cents, then pound. For 50 dollars even, enter 5 0 and pound.
verify-code-sent = Thank you. If what you gave us matches, a code is on its way to the mobile or e-mail we have on file.
verify-code-sent-other-way = If what you gave us matches, and we can reach you another way, a new code is on its way there. The one before it no longer works.
verify-code = Please enter the six digits of the code. Take your time. If no code comes, just stay on the line.
    .no_input = I am still here. When you have the code, enter its six digits.
    .no_input-2 = Enter the six digits of the code, or wait a little longer and I will help you.
    .no_match = The code has six digits. Please enter all of them.
verify-code-wrong = That is not the code. Please look at the newest message from us.
verify-code-expired = That code is too old. I am sending you a new one.
verify-confirmed = Thank you. Now I know it is you.
verify-no-code = Let us see how to get you a code.
    .choice-1 = If you have it now, press 1.
    .choice-2 = To have a new code sent, press 2.
    .choice-3 = To have it sent the other way, by e-mail instead of text, press 3.
    .choice-4 = To start over with your account number, press 4. For a person, press 0.
    .hear-1 = I have it, enter the code, I have the code
    .hear-2 = send it again, again please, resend, new code, send a new code
    .hear-3 = e-mail, by e-mail, email, the other way, text, by text
    .hear-4 = start over, account number
verify-not-sent = I am sorry. I cannot send a code that way right now. It is our fault, not yours.
    .choice-1 = To have it sent the other way, by e-mail instead of text, press 1.
    .choice-2 = To try the same way again, press 2.
    .choice-3 = To have us call you back, press 3. For a person, press 0.
    .hear-1 = e-mail, by e-mail, email, the other way, text, by text
    .hear-2 = try again, again please, send it again
    .hear-3 = call me, call me back
verify-start-over = All right, let us start over.
verify-failed = I am sorry. I could not make sure that it is you, so I cannot open an account for you by phone. Nothing was changed. One of our people can help you.
    .choice-1 = To speak with a person, press 1.
    .choice-2 = For the main menu, press 2.
    .hear-1 = yes, yes please, a person please
    .hear-2 = no, main menu, menu

## What is due

balance-closed = This account is closed.
balance-disputed = You have told us that something on this account is not right. We are looking into it. You do not have to pay the disputed part meanwhile.
balance-paid-up = You are paid up. Nothing is due right now.
balance-due = Your amount due is { $balance-due }. The due date is { $balance-due-date }.
balance-due-now = Your amount due is { $balance-due }.
balance-overdue = Of that amount, { $balance-overdue } is overdue.
balance-minimum = The least you can pay to keep your account in order is { $balance-minimum }.
balance-deferred = You have more time: your due date was moved to { $balance-deferred-until }.
balance-next = Your next instalment is { $balance-next-amount }, due { $balance-next-date }.
balance-promotion = Your promotion ends on { $balance-promotion-ends }. Pay what is left by then, and you pay no interest.
balance-outstanding = All together, you still owe { $balance-outstanding }.
balance-offers = What would you like to do?
    .choice-1 = To pay by phone, press 1.
    .choice-2 = If you need more time, press 2.
    .choice-3 = To hear your latest transactions, press 3.
    .choice-4 = To hear each of your plans, press 4.
    .choice-5 = To hear your balance again, press 5.
    .choice-6 = For anything else, press 6.
    .hear-1 = pay, payment, pay now, pay by phone, make a payment
    .hear-2 = more time, extension, I need more time, I can't pay, I cannot pay
    .hear-3 = transactions, latest transactions, recent transactions, history
    .hear-4 = plans, my plans, each plan
    .hear-5 = balance, balance again, hear my balance again
    .hear-6 = main menu, menu, anything else, something else, no thanks, done
balance-no-recent = There are no transactions on this account yet.
balance-transaction = { $transaction-date }: { $transaction-kind ->
        [payment] a payment from you of { $transaction-amount }.
        [charge] a charge of { $transaction-amount }.
        [fee] a fee of { $transaction-amount }.
       *[refund] a refund to you of { $transaction-amount }.
    }
    .choice-1 = For the one before it, press 1.
    .choice-2 = To stop, press 2.
    .hear-1 = next, more, before, the one before, older
    .hear-2 = stop, enough, done
balance-no-older = That was the last one I can read to you.
balance-plan = { $plan-name }: you still owe { $plan-remaining }.
balance-plan-next = { $plan-name }: you still owe { $plan-remaining }. The next { $plan-next-amount } is due { $plan-next-date }.

## Paying by phone

pay-not-now = I am sorry. I cannot take a payment right now. Your card was not charged. You can pay free of charge { -free-way }.
pay-not-now-offer = You do not have to wait for it.
    .choice-1 = To have us call you about it, press 1.
    .choice-2 = If you need more time to pay, press 2.
    .choice-3 = For anything else, press 3. For a person, press 0.
    .hear-1 = yes, yes please, call me, call me back
    .hear-2 = more time, I need more time, extension
    .hear-3 = anything else, something else, no, not now
pay-nothing-owed = You do not owe anything right now, so there is nothing to pay.
pay-in-progress = A payment on your account is still being checked. Please do not pay again yet, so that you do not pay twice. You will get a message as soon as we know.
pay-which-amount = How much would you like to pay?
    .choice-1 = To pay all of it, { $owed-full }, press 1.
    .choice-2 = For the minimum, { $owed-minimum }, press 2.
    .choice-3 = For just the overdue part, { $owed-overdue }, press 3.
    .choice-4 = For another amount, press 4.
    .hear-1 = all, all of it, everything, the full amount, in full, full
    .hear-2 = minimum, the minimum, the least
    .hear-3 = overdue, the overdue part, what is overdue, past due
    .hear-4 = another amount, other, other amount, different amount, something else
pay-other-amount = Enter the amount in dollars, then press pound. For 50 dollars and 25 cents, enter 5 0 star 2 5, then pound.
    .no_input = How much would you like to pay? Enter the dollars, star for the point, the cents, then pound.
    .no_match = I need an amount. For 50 dollars, enter 5 0, then pound. For 50 dollars and 25 cents, enter 5 0 star 2 5, then pound.
pay-other-confirm = You would like to pay { $answer }. If that is right, press 1. To change it, press 2.
pay-consent = You are paying { $price-amount }. { $price-fee ->
        [0] There is no fee for paying by phone.
       *[other] The fee for paying by phone is { $price-fee }.
    } Your card will be charged { $price-total }. Without a fee, you can also pay { -free-way }. To pay { $price-total } now, press 1. To stop, press 2.
    .no_input = Nothing is charged until you say so. To pay { $price-total }, press 1. To stop, press 2.
    .no_match = To pay { $price-total }, press 1. To stop, press 2.
pay-card = Please have your card ready. To stop at any time, press star.
    .number = Enter your card number, then press pound.
    .expiry = Enter the date it expires: two digits for the month, two for the year.
    .code = Enter the security code. It is the three digits on the back, or the four digits on the front.
    .postcode = Enter the ZIP code of your card's billing address. It has five digits.
    .processing = Thank you. One moment, please.
    .number-error = That is not a card number we can take. Please enter the long number on the front of your card, then press pound.
    .expiry-error = That date will not do. Please enter two digits for the month and two for the year. For June 2028, enter 0 6 2 8.
    .code-error = That is not a security code. Please enter the three digits on the back of your card, or the four on the front.
    .postcode-error = That is not a ZIP code. Please enter the five digits of your card's billing address.
    .number-timeout = Take your time. Enter the long number on the front of your card, then press pound.
    .expiry-timeout = Take your time. Enter the month and the year your card expires, two digits each.
    .code-timeout = Take your time. Enter the three digits on the back of your card, or the four on the front.
    .postcode-timeout = Take your time. Enter the five digits of the ZIP code of your card's billing address.
pay-no-more-cards = I cannot try more cards in this call. Your card was not charged. You can pay free of charge { -free-way }.
pay-stopped = You stopped. Your card was not charged.
    .choice-1 = To enter your card again, press 1.
    .choice-2 = To choose another amount, press 2.
    .choice-3 = Not to pay now, press 3. For a person, press 0.
    .hear-1 = try again, enter it again, card
    .hear-2 = another amount, other amount, change the amount
    .hear-3 = do not pay, don't pay, not now, stop, no
pay-not-taken = I could not take your card. It was not charged.
    .choice-1 = To try again, or use another card, press 1.
    .choice-2 = Not to pay now, press 2. For a person, press 0.
    .hear-1 = try again, another card, yes
    .hear-2 = do not pay, don't pay, not now, stop, no
pay-declined = Your bank did not accept this card. You were not charged.
    .choice-1 = To use another card, press 1.
    .choice-2 = To choose another amount, press 2.
    .choice-3 = If you need more time to pay, press 3.
    .choice-4 = Not to pay now, press 4. For a person, press 0.
    .hear-1 = another card, other card, different card, try again
    .hear-2 = another amount, other amount, different amount
    .hear-3 = more time, I need more time, extension
    .hear-4 = do not pay, don't pay, not now, stop, no
pay-unknown = I could not find out whether your payment went through. Please do not pay again. We are checking it now, and you will get a message as soon as we know. You will never be charged twice for it.
pay-paid = Thank you. Your payment went through. You paid { $payment-amount }. Your confirmation number is { $payment-reference }. You will also get it in a message. Your balance is now { $payment-balance }.
pay-went-through = Your payment of { $earlier-amount } went through before we were cut off. You need not pay again. Your confirmation number is { $earlier-reference }. Your balance is now { $earlier-balance }.
pay-said-no = All right. Nothing was charged.
    .choice-1 = To choose another amount, press 1.
    .choice-2 = If you need more time to pay, press 2.
    .choice-3 = Not to pay now, press 3. For a person, press 0.
    .hear-1 = another amount, other amount, change the amount
    .hear-2 = more time, I need more time, extension
    .hear-3 = do not pay, don't pay, not now, stop, no

## More time to pay

deferral-not-now = I am sorry. I cannot look at that right now. Your due date has not changed.
deferral-reason = Many people need more time now and then. You have { $deferral-due } due on { $deferral-due-date }. Please tell me why you need more time.
    .choice-1 = If you have less income, press 1.
    .choice-2 = For illness or a family emergency, press 2.
    .choice-3 = If you are moving, press 3.
    .choice-4 = For another reason, press 4.
    .hear-1 = income, less income, I lost my job, lost my job, job, no work, laid off
    .hear-2 = illness, sick, I am sick, emergency, family emergency, hospital
    .hear-3 = moving, I am moving, I moved
    .hear-4 = other, another reason, something else
deferral-length = How much more time do you need?
    .choice-1 = For one week, press 1.
    .choice-2 = For two weeks, press 2.
    .choice-3 = For thirty days, press 3.
    .hear-1 = one week, a week, seven days
    .hear-2 = two weeks, fourteen days
    .hear-3 = thirty days, a month, one month
deferral-too-long = I cannot offer that much time. Please choose less.
deferral-consent = Your { $terms-amount } would be due on { $terms-new-date } instead. { $terms-cost ->
        [0] This costs you nothing.
       *[other] The cost of this is { $terms-cost }.
    } To agree, press 1. To stop, press 2.
    .no_input = Your new due date would be { $terms-new-date }. { $terms-cost ->
        [0] This costs you nothing.
       *[other] The cost of this is { $terms-cost }.
    } To agree, press 1. To stop, press 2.
    .no_match = To move your due date to { $terms-new-date }, press 1. To stop, press 2.
deferral-consent-referred = One of our people has to decide this. If they say yes, your { $terms-amount } would be due on { $terms-new-date } instead. { $terms-cost ->
        [0] This would cost you nothing.
       *[other] The cost would be { $terms-cost }.
    } To ask for it, press 1. To stop, press 2.
    .no_input = You would ask for { $terms-new-date } as your due date. { $terms-cost ->
        [0] This would cost you nothing.
       *[other] The cost would be { $terms-cost }.
    } To ask for it, press 1. To stop, press 2.
    .no_match = To ask for more time, press 1. To stop, press 2.
deferral-said-no = All right. Your due date has not changed.
    .choice-1 = To choose another length of time, press 1.
    .choice-2 = To pay by phone, press 2.
    .choice-3 = To leave it as it is, press 3. For a person, press 0.
    .hear-1 = another length, more time, less time, choose again
    .hear-2 = pay, payment, pay by phone
    .hear-3 = leave it, leave it as it is, nothing, no
deferral-code = To make sure, we have sent you one more code, with the new date in the message. Please enter its six digits.
    .no_input = I am still here. When the new code comes, enter its six digits.
    .no_input-2 = Enter the six digits of the new code, or wait a little longer and I will help you.
    .no_match = The code has six digits. Please enter all of them.
    .wrong = That is not the code. Please look at the newest message from us, and enter its six digits.
deferral-code-wrong = That is not the code. I am sending you a new one.
deferral-code-expired = That code is too old. I am sending you a new one.
deferral-no-code = Without the code I cannot move your due date.
    .choice-1 = To have a new code sent, press 1.
    .choice-2 = To leave it as it is, press 2. For a person, press 0.
    .hear-1 = new code, send it again, try again, yes
    .hear-2 = leave it, leave it as it is, stop, no
deferral-no-more-codes = I cannot take any more codes in this call. Your due date has not changed. One of our people can help you.
    .choice-1 = To speak with a person, press 1.
    .choice-2 = To leave it as it is, press 2.
    .hear-1 = yes, a person please
    .hear-2 = leave it, leave it as it is, no
deferral-no-longer = I am sorry. Something changed on your account just now, and I cannot move the due date any more. It stays as it was.
deferral-granted = That is done. Your new due date is { $terms-new-date }. { $terms-cost ->
        [0] This costs you nothing.
       *[other] The cost is { $terms-cost }.
    } Your reference is { $request-reference }. You will also get this in a message.
deferral-referred = Thank you. Your request is with one of our people now. Your case number is { $request-case }. Until you hear from us, your due date stays as it is.
deferral-referred-soon = Thank you. Your request is with one of our people now. Your reference is { $request-reference }. Until you hear from us, your due date stays as it is.
deferral-status-granted = You already have more time. Your due date is { $deferral-new-date }.
deferral-status-referred = You have already asked for more time. One of our people is looking at it. Your case number is { $deferral-case }. We will call you as soon as it is decided.
deferral-status-refused = You have asked for more time before, and we could not agree to it. One of our people can tell you why, and what else is possible.
deferral-why-not = { $deferral-reason ->
        [nothing_due] Nothing is due on your account, so you do not need more time.
        [too_often] You have had more time before, and I cannot give more by phone now.
        [too_new] Your account is still too new for me to move a due date.
        [too_late] Your bill is overdue too long for me to move the due date.
        [disputed] We are still looking into what you told us about this account. Until then I cannot move its due date.
        [closed] This account is closed, so there is no due date to move.
       *[not_offered] I cannot move the due date of this account by phone.
    }
deferral-not-possible = I am sorry. I cannot move the due date of this account by phone.
deferral-what-else = Here is what we can do.
    .choice-1 = To pay by phone, press 1.
    .choice-2 = To speak with a person, press 2.
    .choice-3 = For anything else, press 3.
    .hear-1 = pay, payment, pay by phone
    .hear-2 = speak to somebody, someone
    .hear-3 = anything else, something else, main menu, menu, no

## A person

agent-connecting = I am connecting you with a person. They will see what you did in this call, so you need not say it again.
agent-waiting = { $position ->
        [1] You are next in line.
       *[other] You are number { $position } in line.
    } { $minutes ->
        [0] It will be less than a minute.
        [1] It will take about one minute.
       *[other] It will take about { $minutes } minutes.
    } Please stay on the line.
agent-nobody-free = I am sorry. All of our people are busy.

## Nobody can answer now

after-hours-opens = I am sorry, nobody is here right now. We open again on { WEEKDAY($hours-opens) }, { DATE($hours-opens) }, at { TIME($hours-opens) }.
after-hours-closed = I am sorry, nobody is here right now.
after-hours-offer = We would be glad to call you back.
    .choice-1 = To be called at the number you are calling from, press 1.
    .choice-2 = To be called at another number, press 2.
    .choice-3 = To go on without a person, press 3 for the main menu.
    .choice-4 = If you are done, press 4, or just hang up.
    .hear-1 = yes, yes please, this number, call me back, call me
    .hear-2 = another number, other number, a different number
    .hear-3 = main menu, menu
    .hear-4 = no, no thanks, no thank you, done, goodbye
after-hours-number = Please enter the telephone number, with the area code. It has ten digits.
    .no_input = Enter the ten digits of the number we should call.
    .no_match = That is not a number I can call. Please enter ten digits, starting with the area code.
after-hours-number-right = We will call { $answer }. If that is right, press 1. To change it, press 2.
after-hours-not-noted = I could not note another call back now. If you asked for one before, we will still call you.
after-hours-noted = We will call you back at { $phone }, as soon as we can. Your case number is { $callback-number }.
    .choice-1 = For the main menu, press 1.
    .choice-2 = If you are done, press 2, or just hang up.
    .hear-1 = yes, main menu, menu
    .hear-2 = no, no thanks, no thank you, done, goodbye

## We call back

call-back-which = We would be glad to call you.
    .choice-1 = To be called at the number you are calling from, press 1.
    .choice-2 = To be called at another number, press 2.
    .choice-3 = Not to be called, press 3.
    .hear-1 = yes, yes please, this number
    .hear-2 = another number, other number, a different number
    .hear-3 = no, no thanks, no thank you
call-back-noted = We will call you at { $phone }, as soon as we can. Your case number is { $callback-number }.

## Text messages and e-mails (.subject is the subject of an e-mail)

text-code = { -brand }: your code is { $code }. It works for { $minutes } minutes, in this call only. Never tell it to anyone who calls you.
    .subject = Your code from { -brand }
text-confirm-deferral-request = { -brand }: your code is { $code }. It moves the due date of { $amount } on your account ending { $last-four } to { $new-date }. { $cost ->
        [0] This costs you nothing.
       *[other] Cost: { $cost }.
    } Not you? Do not enter it, and call us.
    .subject = Your code to move a due date
text-receipt = { -brand }: we received your payment of { $amount } on { $date }. { $fee ->
        [0] There was no fee.
       *[other] Of that, { $fee } is the fee for paying by phone.
    } Card ending { $card }. Confirmation number { $reference }. Your balance is now { $balance }. Thank you.
    .subject = Your payment to { -brand }
text-declined = { -brand }: your payment of { $amount } with the card ending { $card } did not go through. You were not charged. You can pay by phone, or { -free-way }.
    .subject = Your payment did not go through
text-payment-unknown = { -brand }: we are still checking your payment of { $amount }, number { $reference }. Please do not pay again. We will write as soon as we know. You will never be charged twice for it.
    .subject = We are checking your payment
text-deferral = { -brand }: the due date of { $amount } on your account ending { $last-four } is now { $new-date }. { $cost ->
        [0] This costs you nothing.
       *[other] Cost: { $cost }, billed on that date.
    } Reference { $reference }.
    .subject = Your new due date
text-deferral-referred = { -brand }: you asked for { $days } more days, account ending { $last-four }. One of our people is looking at it. Case number { $case }. Until you hear from us, your due date stays as it is.
    .subject = Your request for more time
