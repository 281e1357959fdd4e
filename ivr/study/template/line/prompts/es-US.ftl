# Lo que oyen las personas que llaman, en español. Las líneas con espacios son del texto de arriba: .choice-1 se dice
# para la tecla 1, .hear-1 son las palabras que la eligen. Escriba para el oído: primero la opción, después la tecla.

-brand = @NAME@

greeting = Gracias por llamar a { -brand }.

main-menu = ¿Qué desea hacer?
    .choice-1 = Para nuestro horario, oprima el 1.
    .choice-2 = Para oír esto en español, oprima el 2.
    .choice-3 = Para hablar con una persona, oprima el 3.
    .hear-1 = horario, horas
    .hear-2 = español
    .hear-3 = persona

hours-open = Estamos atendiendo: para hablar con una persona, oprima el 3.
hours-closed = En este momento no hay nadie. Atendemos de lunes a viernes, de nueve a doce y de una a cinco.

person-waiting = Usted es el número { $position } en la fila. No cuelgue, por favor.
person-nobody = Lo siento, nadie puede atenderle ahora.

trouble = Lo siento, eso no funcionó. Voy a intentar comunicarle con una persona.
goodbye = Gracias por llamar a { -brand }. Hasta luego.

## Lo dice la línea misma, donde haga falta

line-no-input = No escuché nada.
line-no-match = Disculpe, no le entendí.
line-too-low = Disculpe, es muy poco. Lo mínimo es { $limit }.
line-too-high = Disculpe, es demasiado. Lo máximo es { $limit }.
line-holding = Un momento, por favor.
line-trouble = Lo siento. Algo no está funcionando de nuestro lado.
line-goodbye = Gracias por llamar a { -brand }. Hasta luego.
line-nothing-back = Aquí no hay nada a qué regresar.
line-yes-no = Si es sí, oprima el 1. Si es no, oprima el 2.
    .hear-yes = sí, si, claro, correcto
    .hear-no = no, incorrecto
line-spoken-digits = Dígitos
    .hear-0 = cero
    .hear-1 = uno, un
    .hear-2 = dos
    .hear-3 = tres
    .hear-4 = cuatro
    .hear-5 = cinco
    .hear-6 = seis
    .hear-7 = siete
    .hear-8 = ocho
    .hear-9 = nueve
line-shortcuts = Esto es lo que puede hacer en todo momento.
anywhere-repeat = Para oírlo otra vez, oprima asterisco.
    .hear = repetir, otra vez
anywhere-agent = Para hablar con una persona, oprima el 0.
    .hear = agente, operador
