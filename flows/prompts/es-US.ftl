# Lo que oyen las personas que llaman, en español (Estados Unidos, de usted).
#
# Un texto es un nombre, un signo igual y lo que se dice. Las líneas que empiezan con espacios son del texto de arriba:
#   .choice-1    lo que se dice para la tecla 1 de un menú, solo si esa opción se ofrece
#   .hear-1      las palabras que la eligen, separadas por comas
#   .no_input    lo que se dice cuando hubo silencio; .no_input-2 la segunda vez
#   .no_match    lo que se dice cuando no se entendió; .no_match-2 la segunda vez
# { $owed-full } se llena solo: montos, fechas y números se dicen como en español.
# Escriba para el oído: frases cortas, primero la opción y después la tecla. Después ejecute:  ivr check

## Nombres y frases que se usan en muchos textos

-brand = Harbor Finance
-website = harborfinance.example
# Las formas de pagar sin costo (policy.yaml: free_ways). Completa "Puede pagar sin cargo ...".
-free-way = en nuestro sitio web, harborfinance.example, o con pagos automáticos

## La línea misma: lo dice el sistema donde haga falta

line-no-input = No escuché nada.
line-no-match = Disculpe, no le entendí.
line-too-low = Disculpe, es muy poco. Lo mínimo es { $limit }.
line-too-high = Disculpe, es demasiado. Lo máximo es { $limit }.
line-holding = Un momento, por favor. Sigo trabajando en eso.
    .longer = Está tardando más de lo normal. Por favor, siga en la línea.
line-trouble = Lo siento. Algo no está funcionando de nuestro lado.
line-goodbye = Gracias por llamar a { -brand }. Hasta luego.
line-nothing-back = Aquí no hay nada a qué regresar.
line-yes-no = Si es sí, oprima el 1. Si es no, oprima el 2.
    .hear-yes = sí, si, claro, claro que sí, correcto, está bien, así es, de acuerdo, bueno, okay
    .hear-no = no, no gracias, incorrecto, está mal, así no, no estoy de acuerdo
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
    .hear = repetir, repita, repítalo, otra vez, de nuevo, cómo dijo, perdón
anywhere-back = Para regresar, oprima el 9.
    .hear = regresar, atrás, volver, anterior
anywhere-agent = Para hablar con una persona, oprima el 0.
    .hear = agente, persona, una persona, operador, operadora, representante, hablar con una persona, hablar con alguien, ayuda, servicio al cliente
anywhere-language = Para otro idioma, oprima el 8.
    .hear = idioma, otro idioma, cambiar de idioma, inglés, chino, English, 中文

## Cuando algo no sale bien, en cualquier parte

trouble-silence = Todavía no le escucho. No cuelgue, por favor: voy a tratar de comunicarle con una persona.
trouble-not-understood = Disculpe, me cuesta entenderle. Voy a tratar de comunicarle con una persona.
trouble-not-working = Lo siento. Eso no funciona en este momento. Voy a tratar de comunicarle con una persona.
trouble-not-verified = No puedo seguir sin saber quién llama. Voy a tratar de comunicarle con una persona.
trouble-used-up = Por ahora no podemos seguir con esto por teléfono. Voy a tratar de comunicarle con una persona.

## Saludo e idioma

welcome-greeting = Gracias por llamar a { -brand }.
welcome-cut-off = Parece que su última llamada se cortó. Para seguir donde estaba, oprima el 1. Para empezar de nuevo, oprima el 2.
    .no_input = Para seguir donde estaba, oprima el 1. Para empezar de nuevo, oprima el 2.

language-offer-spanish = Para español, oprima el 2.
language-offer-chinese = Para chino, oprima el 3.
language-choice = Para inglés, oprima el 1, o espere en la línea.
    .hear-1 = inglés, English
    .hear-2 = español, en español, Spanish
    .hear-3 = chino, mandarín, 中文, 普通话

## Menú principal

main-menu = Menú principal.
    .choice-1 = Para saber cuánto debe y cuándo vence, oprima el 1.
    .choice-2 = Para pagar por teléfono, oprima el 2.
    .choice-3 = Si necesita más tiempo para pagar, oprima el 3.
    .choice-4 = Para cualquier otra cosa, oprima el 4. En todo momento puede oprimir el 0 para hablar con una persona.
    .hear-1 = saldo, mi saldo, cuánto debo, cuándo vence, mi cuenta
    .hear-2 = pagar, pago, quiero pagar, hacer un pago, pagar por teléfono, pagar mi cuenta
    .hear-3 = más tiempo, necesito más tiempo, una prórroga, prórroga, no puedo pagar, aplazar
    .hear-4 = otra cosa, cualquier otra cosa, algo más
main-anything-else = ¿Necesita algo más?
    .choice-1 = Para el menú principal, oprima el 1.
    .choice-2 = Si ya terminó, oprima el 2, o simplemente cuelgue.
    .hear-1 = sí, si, menú principal, menú, otra cosa, algo más
    .hear-2 = no, no gracias, ya terminé, nada más, eso es todo, adiós
main-after-payment = ¿Necesita algo más?
    .choice-1 = Para oír otra vez su número de confirmación, oprima el 1.
    .choice-2 = Para el menú principal, oprima el 2.
    .choice-3 = Si ya terminó, oprima el 3, o simplemente cuelgue.
    .hear-1 = número de confirmación, otra vez el número, el número
    .hear-2 = sí, si, menú principal, menú, otra cosa, algo más
    .hear-3 = no, no gracias, ya terminé, nada más, eso es todo, adiós
main-payment-again = Usted pagó { $paid-amount }. Su número de confirmación es { $paid-reference }.
main-not-verified = Para seguir con eso, primero necesito saber que es usted.

## Despedidas: cada una dice lo que se hizo

goodbye = Gracias por llamar a { -brand }. Hasta luego.
goodbye-balance = Hoy escuchó su saldo. Su monto a pagar es { $checked-due }. Gracias por llamar a { -brand }. Hasta luego.
goodbye-paid = Hoy pagó { $paid-amount }. Su número de confirmación es { $paid-reference }. Su saldo ahora es { $paid-balance }. Gracias por llamar a { -brand }. Hasta luego.
goodbye-not-paid = No le cobramos nada. Gracias por llamar a { -brand }. Hasta luego.
goodbye-unknown = Todavía estamos revisando su pago. Por favor, no vuelva a pagar hasta que le avisemos. Gracias por llamar a { -brand }. Hasta luego.
goodbye-deferred = Su nueva fecha de vencimiento es el { $deferred-new-date }. Su referencia es { $deferred-reference }. Gracias por llamar a { -brand }. Hasta luego.
goodbye-referred = Su solicitud de más tiempo ya está con una persona de nuestro equipo. Le llamaremos. Gracias por llamar a { -brand }. Hasta luego.
goodbye-not-deferred = Su fecha de vencimiento no ha cambiado. Gracias por llamar a { -brand }. Hasta luego.
goodbye-agent = Gracias por llamar a { -brand }. Hasta luego.
goodbye-callback = Le devolveremos la llamada. Su número de caso es { $callback-number }. Gracias por llamar a { -brand }. Hasta luego.
goodbye-closed = Siempre nos encuentra en { -website }. Gracias por llamar a { -brand }. Hasta luego.
goodbye-silent = No le escucho, así que voy a terminar esta llamada. Vuelva a llamar cuando guste. Si se le dificulta usar el teléfono, escríbanos en { -website } y le llamaremos o le contestaremos por escrito. Hasta luego.

## Saber con seguridad quién llama

verify-account = Primero necesito saber que es usted. Marque su número de cuenta y después la tecla de número. Su número de cuenta está en la parte de arriba de su factura.
    .no_input = Su número de cuenta está en la parte de arriba de su factura. Márquelo ahora y después oprima la tecla de número, abajo a la derecha. Para hablar con una persona, oprima asterisco y después el 0.
    .no_match = Ese no parece un número de cuenta. Marque solo los dígitos y después la tecla de número.
    .no_match-2 = Marque los ocho dígitos que están arriba en su factura y después la tecla de número. Para hablar con una persona, oprima asterisco y después el 0.
verify-birth-date = Marque su fecha de nacimiento con ocho dígitos: dos para el día, dos para el mes y cuatro para el año. Por ejemplo, el 9 de marzo de 1975 es 0 9 0 3 1 9 7 5.
    .no_input = Marque su fecha de nacimiento: dos dígitos para el día, dos para el mes y cuatro para el año.
    .no_match = Esa no es una fecha. Marque dos dígitos para el día, dos para el mes y cuatro para el año.
verify-postcode = Marque los cinco dígitos de su código postal.
    .no_input = Marque el código postal de la dirección de su factura. Son cinco dígitos.
    .no_match = Marque cinco dígitos, el código postal de la dirección de su factura.
verify-last-payment = Marque la cantidad del último pago que nos hizo. Marque los dólares, después asterisco, después los centavos, y al final la tecla de número. Por ejemplo, 50 dólares con 25 centavos es 5 0 asterisco 2 5 y la tecla de número.
    .no_input = Marque la cantidad de su último pago: los dólares, asterisco, los centavos y la tecla de número.
    .no_match = Necesito una cantidad. Marque los dólares, asterisco, los centavos y la tecla de número. Para 50 dólares exactos, marque 5 0 y la tecla de número.
verify-code-sent = Gracias. Si lo que nos dio coincide, va en camino un código al celular o correo electrónico que tenemos registrado.
verify-code-sent-other-way = Si lo que nos dio coincide, y tenemos otra manera de avisarle, va en camino un código nuevo. El anterior ya no sirve.
verify-code = Marque los seis dígitos del código. Tómese su tiempo. Si no le llega ningún código, espere en la línea.
    .no_input = Aquí sigo. Cuando tenga el código, marque los seis dígitos.
    .no_input-2 = Marque los seis dígitos del código, o espere un poco más y le ayudo.
    .no_match = El código tiene seis dígitos. Márquelos todos, por favor.
verify-code-wrong = Ese no es el código. Por favor, revise nuestro mensaje más reciente.
verify-code-expired = Ese código ya venció. Le envío uno nuevo.
verify-confirmed = Gracias. Ahora sé que es usted.
verify-no-code = Veamos cómo hacerle llegar un código.
    .choice-1 = Si ya lo tiene, oprima el 1.
    .choice-2 = Para recibir un código nuevo, oprima el 2.
    .choice-3 = Para recibirlo de la otra manera, por correo electrónico en vez de mensaje de texto, oprima el 3.
    .choice-4 = Para empezar de nuevo con su número de cuenta, oprima el 4. Para hablar con una persona, oprima el 0.
    .hear-1 = ya lo tengo, lo tengo, marcar el código
    .hear-2 = código nuevo, un código nuevo, envíelo otra vez, mándelo otra vez
    .hear-3 = correo, por correo, correo electrónico, de la otra manera, mensaje de texto
    .hear-4 = empezar de nuevo, número de cuenta
verify-not-sent = Lo siento. En este momento no puedo enviar un código de esa manera. La falla es nuestra, no suya.
    .choice-1 = Para recibirlo de la otra manera, por correo electrónico en vez de mensaje de texto, oprima el 1.
    .choice-2 = Para intentarlo otra vez de la misma manera, oprima el 2.
    .choice-3 = Para que le llamemos, oprima el 3. Para hablar con una persona, oprima el 0.
    .hear-1 = correo, por correo, correo electrónico, de la otra manera, mensaje de texto
    .hear-2 = intentar otra vez, envíelo otra vez, de la misma manera
    .hear-3 = llámenme, que me llamen
verify-start-over = Muy bien, empecemos de nuevo.
verify-failed = Lo siento. No pude confirmar que es usted, así que no puedo abrirle una cuenta por teléfono. No se cambió nada. Una persona de nuestro equipo puede ayudarle.
    .choice-1 = Para hablar con una persona, oprima el 1.
    .choice-2 = Para el menú principal, oprima el 2.
    .hear-1 = sí, si, sí por favor, con una persona
    .hear-2 = no, menú principal, menú

## Cuánto debe

balance-closed = Esta cuenta está cerrada.
balance-disputed = Usted nos dijo que algo en esta cuenta no está bien. Lo estamos revisando. Mientras tanto, no tiene que pagar la parte en disputa.
balance-paid-up = Está usted al corriente. Por ahora no tiene nada que pagar.
balance-due = Su monto a pagar es { $balance-due }. La fecha de vencimiento es el { $balance-due-date }.
balance-due-now = Su monto a pagar es { $balance-due }.
balance-overdue = De esa cantidad, { $balance-overdue } ya está vencido.
balance-minimum = Lo mínimo que puede pagar para mantener su cuenta en orden es { $balance-minimum }.
balance-deferred = Usted tiene más tiempo: su vencimiento se pasó al { $balance-deferred-until }.
balance-next = Su próxima cuota es de { $balance-next-amount } y vence el { $balance-next-date }.
balance-promotion = Su promoción termina el { $balance-promotion-ends }. Si paga el resto antes, no paga intereses.
balance-outstanding = En total, todavía debe { $balance-outstanding }.
balance-offers = ¿Qué desea hacer?
    .choice-1 = Para pagar por teléfono, oprima el 1.
    .choice-2 = Si necesita más tiempo, oprima el 2.
    .choice-3 = Para oír sus últimos movimientos, oprima el 3.
    .choice-4 = Para oír cada uno de sus planes, oprima el 4.
    .choice-5 = Para oír su saldo otra vez, oprima el 5.
    .choice-6 = Para cualquier otra cosa, oprima el 6.
    .hear-1 = pagar, pago, pagar ahora, pagar por teléfono, hacer un pago
    .hear-2 = más tiempo, necesito más tiempo, prórroga, no puedo pagar
    .hear-3 = movimientos, últimos movimientos, transacciones
    .hear-4 = planes, mis planes, cada plan
    .hear-5 = saldo, saldo otra vez, mi saldo otra vez
    .hear-6 = menú principal, menú, otra cosa, no gracias, ya terminé
balance-no-recent = Todavía no hay movimientos en esta cuenta.
balance-transaction = { $transaction-date }: { $transaction-kind ->
        [payment] un pago suyo de { $transaction-amount }.
        [charge] un cargo de { $transaction-amount }.
        [fee] una comisión de { $transaction-amount }.
       *[refund] un reembolso para usted de { $transaction-amount }.
    }
    .choice-1 = Para el anterior, oprima el 1.
    .choice-2 = Para terminar, oprima el 2.
    .hear-1 = siguiente, más, el anterior, otro
    .hear-2 = terminar, ya, basta
balance-no-older = Ese fue el último que puedo leerle.
balance-plan = { $plan-name }: todavía debe { $plan-remaining }.
balance-plan-next = { $plan-name }: todavía debe { $plan-remaining }. Los próximos { $plan-next-amount } vencen el { $plan-next-date }.

## Pagar por teléfono

pay-not-now = Lo siento. En este momento no puedo recibir un pago. No se hizo ningún cargo a su tarjeta. Puede pagar sin costo { -free-way }.
pay-not-now-offer = No tiene que esperar en la línea.
    .choice-1 = Para que le llamemos por esto, oprima el 1.
    .choice-2 = Si necesita más tiempo para pagar, oprima el 2.
    .choice-3 = Para cualquier otra cosa, oprima el 3. Para hablar con una persona, oprima el 0.
    .hear-1 = sí, sí por favor, llámenme
    .hear-2 = más tiempo, necesito más tiempo, prórroga
    .hear-3 = otra cosa, no, ahora no
pay-nothing-owed = Por ahora no debe nada, así que no hay nada que pagar.
pay-in-progress = Todavía estamos revisando un pago de su cuenta. Por favor, no pague otra vez todavía, para que no pague doble. En cuanto sepamos, le enviamos un mensaje.
pay-which-amount = ¿Cuánto desea pagar?
    .choice-1 = Para pagar todo, { $owed-full }, oprima el 1.
    .choice-2 = Para pagar el mínimo, { $owed-minimum }, oprima el 2.
    .choice-3 = Para pagar solo lo vencido, { $owed-overdue }, oprima el 3.
    .choice-4 = Para otra cantidad, oprima el 4.
    .hear-1 = todo, pagar todo, completo, el total
    .hear-2 = mínimo, el mínimo, lo mínimo
    .hear-3 = vencido, lo vencido, solo lo vencido
    .hear-4 = otra cantidad, otro monto, otra
pay-other-amount = Marque la cantidad en dólares y después la tecla de número. Para 50 dólares con 25 centavos, marque 5 0 asterisco 2 5 y la tecla de número.
    .no_input = ¿Cuánto desea pagar? Marque los dólares, asterisco para el punto, los centavos y la tecla de número.
    .no_match = Necesito una cantidad. Para 50 dólares, marque 5 0 y la tecla de número. Para 50 dólares con 25 centavos, marque 5 0 asterisco 2 5 y la tecla de número.
pay-other-confirm = Usted desea pagar { $answer }. Si es correcto, oprima el 1. Para cambiarlo, oprima el 2.
pay-consent = Va a pagar { $price-amount }. { $price-fee ->
        [0] Pagar por teléfono no tiene cargo extra.
       *[other] El cargo por pagar por teléfono es de { $price-fee }.
    } En total, a su tarjeta se le cobrarán { $price-total }. Sin cargo extra, también puede pagar { -free-way }. Para pagar { $price-total } ahora, oprima el 1. Para no pagar, oprima el 2.
    .no_input = No se cobra nada hasta que usted lo diga. Para pagar { $price-total }, oprima el 1. Para no pagar, oprima el 2.
    .no_match = Para pagar { $price-total }, oprima el 1. Para no pagar, oprima el 2.
pay-card = Tenga a la mano su tarjeta. Para detenerse en cualquier momento, oprima asterisco.
    .number = Marque el número de su tarjeta y después la tecla de número.
    .expiry = Marque la fecha de vencimiento de la tarjeta: dos dígitos para el mes y dos para el año.
    .code = Marque el código de seguridad. Son los tres dígitos de atrás, o los cuatro dígitos de enfrente.
    .postcode = Marque el código postal de la dirección de su tarjeta. Son cinco dígitos.
    .processing = Gracias. Un momento, por favor.
    .number-error = Ese no es un número de tarjeta que podamos aceptar. Marque el número largo de enfrente de su tarjeta y después la tecla de número.
    .expiry-error = Esa fecha no es válida. Marque dos dígitos para el mes y dos para el año. Para junio de 2028, marque 0 6 2 8.
    .code-error = Ese no es un código de seguridad. Marque los tres dígitos de atrás de su tarjeta, o los cuatro de enfrente.
    .postcode-error = Ese no es un código postal. Marque los cinco dígitos del código postal de su tarjeta.
    .number-timeout = Tómese su tiempo. Marque el número largo de enfrente de su tarjeta y después la tecla de número.
    .expiry-timeout = Tómese su tiempo. Marque el mes y el año en que vence su tarjeta, dos dígitos cada uno.
    .code-timeout = Tómese su tiempo. Marque los tres dígitos de atrás de su tarjeta, o los cuatro de enfrente.
    .postcode-timeout = Tómese su tiempo. Marque los cinco dígitos del código postal de su tarjeta.
pay-no-more-cards = No puedo intentar más tarjetas en esta llamada. No se le cobró nada. Puede pagar sin costo { -free-way }.
pay-stopped = Usted se detuvo. No se le cobró nada.
    .choice-1 = Para marcar su tarjeta otra vez, oprima el 1.
    .choice-2 = Para elegir otra cantidad, oprima el 2.
    .choice-3 = Para no pagar ahora, oprima el 3. Para hablar con una persona, oprima el 0.
    .hear-1 = intentar otra vez, marcar otra vez, tarjeta
    .hear-2 = otra cantidad, otro monto, cambiar la cantidad
    .hear-3 = no pagar, ahora no, no
pay-not-taken = No pude tomar los datos de su tarjeta. No se le cobró nada.
    .choice-1 = Para intentar otra vez, o usar otra tarjeta, oprima el 1.
    .choice-2 = Para no pagar ahora, oprima el 2. Para hablar con una persona, oprima el 0.
    .hear-1 = intentar otra vez, otra tarjeta, sí, si
    .hear-2 = no pagar, ahora no, no
pay-declined = Su banco no aceptó esta tarjeta. No se le cobró nada.
    .choice-1 = Para usar otra tarjeta, oprima el 1.
    .choice-2 = Para elegir otra cantidad, oprima el 2.
    .choice-3 = Si necesita más tiempo para pagar, oprima el 3.
    .choice-4 = Para no pagar ahora, oprima el 4. Para hablar con una persona, oprima el 0.
    .hear-1 = otra tarjeta, intentar otra vez
    .hear-2 = otra cantidad, otro monto
    .hear-3 = más tiempo, necesito más tiempo, prórroga
    .hear-4 = no pagar, ahora no, no
pay-unknown = No pude saber si su pago se realizó. Por favor, no pague otra vez. Lo estamos revisando, y en cuanto sepamos le enviamos un mensaje. Nunca se le cobrará dos veces.
pay-paid = Gracias. Su pago se realizó con éxito. Usted pagó { $payment-amount }. Su número de confirmación es { $payment-reference }. También le llegará en un mensaje. Su saldo ahora es { $payment-balance }.
pay-went-through = Su pago de { $earlier-amount } se realizó antes de que se cortara la llamada. No necesita pagar otra vez. Su número de confirmación es { $earlier-reference }. Su saldo ahora es { $earlier-balance }.
pay-said-no = Muy bien. No se le cobró nada.
    .choice-1 = Para elegir otra cantidad, oprima el 1.
    .choice-2 = Si necesita más tiempo para pagar, oprima el 2.
    .choice-3 = Para no pagar ahora, oprima el 3. Para hablar con una persona, oprima el 0.
    .hear-1 = otra cantidad, otro monto, cambiar la cantidad
    .hear-2 = más tiempo, necesito más tiempo, prórroga
    .hear-3 = no pagar, ahora no, no

## Más tiempo para pagar

deferral-not-now = Lo siento. En este momento no puedo revisar eso. Su fecha de vencimiento no ha cambiado.
deferral-reason = A muchas personas les hace falta más tiempo alguna vez. Usted tiene { $deferral-due } por pagar, con vencimiento el { $deferral-due-date }. Dígame, por favor, por qué necesita más tiempo.
    .choice-1 = Si tiene menos ingresos, oprima el 1.
    .choice-2 = Por enfermedad o una emergencia familiar, oprima el 2.
    .choice-3 = Si está de mudanza, oprima el 3.
    .choice-4 = Por otro motivo, oprima el 4.
    .hear-1 = ingresos, menos ingresos, perdí mi trabajo, perdí el trabajo, trabajo, me despidieron
    .hear-2 = enfermedad, enfermo, enferma, estoy enfermo, estoy enferma, emergencia, emergencia familiar, hospital
    .hear-3 = mudanza, me mudo, me estoy mudando
    .hear-4 = otro, otro motivo, otra cosa
deferral-length = ¿Cuánto tiempo más necesita?
    .choice-1 = Para una semana, oprima el 1.
    .choice-2 = Para dos semanas, oprima el 2.
    .choice-3 = Para treinta días, oprima el 3.
    .hear-1 = una semana, siete días
    .hear-2 = dos semanas, catorce días, quince días
    .hear-3 = treinta días, un mes
deferral-too-long = No puedo ofrecerle tanto tiempo. Elija menos, por favor.
deferral-consent = Sus { $terms-amount } vencerían el { $terms-new-date }. { $terms-cost ->
        [0] Esto no le cuesta nada.
       *[other] El costo de esto es de { $terms-cost }.
    } Si está de acuerdo, oprima el 1. Para dejarlo como está, oprima el 2.
    .no_input = Su nueva fecha sería el { $terms-new-date }. { $terms-cost ->
        [0] Esto no le cuesta nada.
       *[other] El costo de esto es de { $terms-cost }.
    } Si está de acuerdo, oprima el 1. Para dejarlo como está, oprima el 2.
    .no_match = Para pasar su vencimiento al { $terms-new-date }, oprima el 1. Para dejarlo como está, oprima el 2.
deferral-consent-referred = Esto lo tiene que decidir una persona de nuestro equipo. Si dice que sí, sus { $terms-amount } vencerían el { $terms-new-date }. { $terms-cost ->
        [0] No le costaría nada.
       *[other] El costo sería de { $terms-cost }.
    } Para solicitarlo, oprima el 1. Para dejarlo como está, oprima el 2.
    .no_input = Solicitaría el { $terms-new-date } como fecha de vencimiento. { $terms-cost ->
        [0] No le costaría nada.
       *[other] El costo sería de { $terms-cost }.
    } Para solicitarlo, oprima el 1. Para dejarlo como está, oprima el 2.
    .no_match = Para solicitar más tiempo, oprima el 1. Para dejarlo como está, oprima el 2.
deferral-said-no = Muy bien. Su fecha de vencimiento no ha cambiado.
    .choice-1 = Para elegir otro plazo, oprima el 1.
    .choice-2 = Para pagar por teléfono, oprima el 2.
    .choice-3 = Para dejarlo como está, oprima el 3. Para hablar con una persona, oprima el 0.
    .hear-1 = otro plazo, más tiempo, menos tiempo, elegir otra vez
    .hear-2 = pagar, pago, pagar por teléfono
    .hear-3 = dejarlo, dejarlo como está, nada, no
deferral-code = Para mayor seguridad, le enviamos un código más; el mensaje dice la fecha nueva. Marque los seis dígitos.
    .no_input = Aquí sigo. Cuando le llegue el código nuevo, marque los seis dígitos.
    .no_input-2 = Marque los seis dígitos del código nuevo, o espere un poco más y le ayudo.
    .no_match = El código tiene seis dígitos. Márquelos todos, por favor.
    .wrong = Ese no es el código. Revise nuestro mensaje más reciente y marque los seis dígitos.
deferral-code-wrong = Ese no es el código. Le envío uno nuevo.
deferral-code-expired = Ese código ya venció. Le envío uno nuevo.
deferral-no-code = Sin el código no puedo cambiar su fecha de vencimiento.
    .choice-1 = Para recibir un código nuevo, oprima el 1.
    .choice-2 = Para dejarlo como está, oprima el 2. Para hablar con una persona, oprima el 0.
    .hear-1 = código nuevo, un código nuevo, intentar otra vez, sí, si
    .hear-2 = dejarlo, dejarlo como está, no
deferral-no-more-codes = No puedo aceptar más códigos en esta llamada. Su fecha de vencimiento no ha cambiado. Una persona de nuestro equipo puede ayudarle.
    .choice-1 = Para hablar con una persona, oprima el 1.
    .choice-2 = Para dejarlo como está, oprima el 2.
    .hear-1 = sí, si, con una persona
    .hear-2 = dejarlo, dejarlo como está, no
deferral-no-longer = Lo siento. Algo cambió en su cuenta hace un momento y ya no puedo cambiar la fecha. Se queda como estaba.
deferral-granted = Listo. Su nueva fecha de vencimiento es el { $terms-new-date }. { $terms-cost ->
        [0] Esto no le cuesta nada.
       *[other] El costo es de { $terms-cost }.
    } Su referencia es { $request-reference }. También le llegará en un mensaje.
deferral-referred = Gracias. Su solicitud ya está con una persona de nuestro equipo. Su número de caso es { $request-case }. Mientras no le avisemos, su fecha de vencimiento sigue igual.
deferral-referred-soon = Gracias. Su solicitud ya está con una persona de nuestro equipo. Su referencia es { $request-reference }. Mientras no le avisemos, su fecha de vencimiento sigue igual.
deferral-status-granted = Usted ya tiene más tiempo. Su fecha de vencimiento es el { $deferral-new-date }.
deferral-status-referred = Usted ya pidió más tiempo. Una persona de nuestro equipo lo está revisando. Su número de caso es { $deferral-case }. En cuanto se decida, le llamamos.
deferral-status-refused = Usted ya pidió más tiempo y no pudimos dárselo. Una persona de nuestro equipo puede decirle por qué, y qué más se puede hacer.
deferral-why-not = { $deferral-reason ->
        [nothing_due] En su cuenta no hay nada por pagar, así que no necesita más tiempo.
        [too_often] Usted ya tuvo más tiempo antes, y por ahora no puedo darle más por teléfono.
        [too_new] Su cuenta es todavía muy nueva para cambiar la fecha de vencimiento.
        [too_late] Su factura lleva demasiado tiempo vencida para cambiar la fecha.
        [disputed] Todavía estamos revisando lo que nos dijo de esta cuenta. Mientras tanto no puedo cambiar la fecha.
        [closed] Esta cuenta está cerrada, así que no hay fecha que cambiar.
       *[not_offered] No puedo cambiar por teléfono la fecha de vencimiento de esta cuenta.
    }
deferral-not-possible = Lo siento. No puedo cambiar por teléfono la fecha de vencimiento de esta cuenta.
deferral-what-else = Esto es lo que podemos hacer.
    .choice-1 = Para pagar por teléfono, oprima el 1.
    .choice-2 = Para hablar con una persona, oprima el 2.
    .choice-3 = Para cualquier otra cosa, oprima el 3.
    .hear-1 = pagar, pago, pagar por teléfono
    .hear-2 = hablar con alguno de ustedes
    .hear-3 = otra cosa, algo más, menú principal, menú, no

## Una persona

agent-connecting = Le comunico con una persona. Verá lo que usted hizo en esta llamada, así que no tiene que repetirlo.
agent-waiting = { $position ->
        [1] Usted es la siguiente persona en la fila.
       *[other] Usted es la número { $position } en la fila.
    } { $minutes ->
        [0] Será menos de un minuto.
        [1] Será más o menos un minuto.
       *[other] Serán más o menos { $minutes } minutos.
    } No cuelgue, por favor.
agent-nobody-free = Lo siento. En este momento todos estamos atendiendo a otras personas.

## Nadie puede contestar ahora

after-hours-opens = Lo siento, en este momento no hay nadie. Volvemos a abrir a las { TIME($hours-opens) } del { WEEKDAY($hours-opens) } { DATE($hours-opens) }.
after-hours-closed = Lo siento, en este momento no hay nadie.
after-hours-offer = Con gusto le devolvemos la llamada.
    .choice-1 = Para que le llamemos al número del que está llamando, oprima el 1.
    .choice-2 = Para que le llamemos a otro número, oprima el 2.
    .choice-3 = Para seguir sin una persona, oprima el 3 y vuelve al menú principal.
    .choice-4 = Si ya terminó, oprima el 4, o simplemente cuelgue.
    .hear-1 = sí, si, sí por favor, este número, a este número, llámeme
    .hear-2 = otro número, a otro número
    .hear-3 = menú principal, menú
    .hear-4 = no, no gracias, ya terminé, adiós
after-hours-number = Marque el número de teléfono con el código de área. Son diez dígitos.
    .no_input = Marque los diez dígitos del número al que debemos llamar.
    .no_match = A ese número no puedo llamar. Marque diez dígitos, empezando por el código de área.
after-hours-number-right = Le llamaremos al { $answer }. Si es correcto, oprima el 1. Para cambiarlo, oprima el 2.
after-hours-not-noted = No pude anotar otra llamada por ahora. Si ya pidió una antes, de todos modos le llamaremos.
after-hours-noted = Le devolveremos la llamada al { $phone } lo antes posible. Su número de caso es { $callback-number }.
    .choice-1 = Para el menú principal, oprima el 1.
    .choice-2 = Si ya terminó, oprima el 2, o simplemente cuelgue.
    .hear-1 = sí, si, menú principal, menú
    .hear-2 = no, no gracias, ya terminé, adiós

## Le llamamos

call-back-which = Con gusto le llamamos.
    .choice-1 = Para que le llamemos al número del que llama, oprima el 1.
    .choice-2 = Para que le llamemos a otro número, oprima el 2.
    .choice-3 = Para que no le llamemos, oprima el 3.
    .hear-1 = sí, sí por favor, este número
    .hear-2 = otro número, a otro número
    .hear-3 = no, no gracias
call-back-noted = Le llamaremos al { $phone } en cuanto podamos. Su número de caso es { $callback-number }.

## Mensajes de texto y correos electrónicos (.subject es el asunto del correo)

text-code = { -brand }: su código es { $code }. Sirve por { $minutes } minutos y solo en esta llamada. No se lo diga a nadie que le llame.
    .subject = Su código de { -brand }
text-confirm-deferral-request = { -brand }: su código es { $code }. Pasa el vencimiento de { $amount }, cuenta que termina en { $last-four }, al { $new-date }. { $cost ->
        [0] No le cuesta nada.
       *[other] Costo: { $cost }.
    } ¿No es usted? No lo marque y llámenos.
    .subject = Su código para cambiar una fecha de vencimiento
text-receipt = { -brand }: recibimos su pago de { $amount } el { $date }. { $fee ->
        [0] No hubo cargo extra.
       *[other] De eso, { $fee } es el cargo por pagar por teléfono.
    } Tarjeta que termina en { $card }. Número de confirmación { $reference }. Su saldo ahora es { $balance }. Gracias.
    .subject = Su pago a { -brand }
text-declined = { -brand }: su pago de { $amount } con la tarjeta que termina en { $card } no se realizó. No se le cobró nada. Puede pagar por teléfono, o { -free-way }.
    .subject = Su pago no se realizó
text-payment-unknown = { -brand }: todavía estamos revisando su pago de { $amount }, número { $reference }. Por favor, no pague otra vez. Le escribimos en cuanto sepamos. Nunca se le cobrará dos veces.
    .subject = Estamos revisando su pago
text-deferral = { -brand }: el vencimiento de { $amount }, cuenta que termina en { $last-four }, ahora es el { $new-date }. { $cost ->
        [0] No le cuesta nada.
       *[other] Costo: { $cost }, que se cobra en esa fecha.
    } Referencia { $reference }.
    .subject = Su nueva fecha de vencimiento
text-deferral-referred = { -brand }: usted pidió { $days } días más, cuenta que termina en { $last-four }. Una persona de nuestro equipo lo está revisando. Número de caso { $case }. Mientras no le avisemos, su vencimiento sigue igual.
    .subject = Su solicitud de más tiempo
