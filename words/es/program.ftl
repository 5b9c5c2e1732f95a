# The User’s program, in Spanish (neutral, international).
# Names of commands, options, files and policy keys stay as they are. The words are those of page.ftl.

## Sentences of all faces: the terminal and the window

slot-changes = El servidor cambió el número del código demasiadas veces, así que la sesión terminó. Comparta de nuevo; si vuelve a ocurrir, use otro servidor.
proxy-password-shown = Todas las cuentas de este equipo pueden leer la contraseña escrita en --proxy mientras el programa está abierto. Póngala en un archivo que solo usted pueda leer, e indíquelo con --proxy-password-file.
paused = En pausa. Quien le ayuda ve un cartel en lugar de su pantalla.
too-soon = Acaba de aparecer una pregunta; léala, por favor, y responda de nuevo.
not-while-controlled = El control se comparte, o se compartía hace un momento, así que puede que esto lo haya escrito quien le ayuda. No ha cambiado nada. Recupere primero el control y escríbalo de nuevo.
typed-too-early = Esta línea se empezó mientras se compartía el control, así que no se tiene en cuenta. Escríbala de nuevo, por favor.
withdrawn = La pregunta ya no está abierta.
choose-on-a-terminal = --choose-words pregunta en una terminal; escriba las palabras en un archivo e indíquelo con --words-file
nothing-chosen = no se eligió ninguna palabra; quite --choose-words para que se elijan al azar
view-only-here = En este equipo no se pueden compartir el ratón y el teclado, así que quien le ayuda solo puede mirar.
no-port-in-public = Esta red se considera pública, así que no se le pidió un puerto al router.
mailed-is-void = El servidor le dio a la invitación otro número, así que el mensaje que se envió por correo ya no sirve. Diga el código nuevo a quien le va a ayudar, o comparta de nuevo.
help = Escriba /pause, /resume, /stop (el control), /revoke PERMISO, /next (paso), /send ARCHIVO o CARPETA, /pause, /resume o /cancel NÚMERO (un archivo), /bandwidth, /remember (a quien le ayuda), /quit, o un mensaje para quien le ayuda.
typed-allow-control = permitir control
typed-allow-control-and-prompts = permitir control y avisos
typed-allow-remembering = permitir recordar
prompts-are-yours = Los avisos del sistema, los que piden contraseña y las ventanas que se ejecutan como administrador no aceptan nada de quien le ayuda: los responde usted.
no-answer = Esto no responde a la pregunta. No ha cambiado nada, y no se le envió a quien le ayuda.
not-connected = Todavía no se ha conectado nadie, así que no hay a quién escribir.
chat-cut = El resto de este mensaje es demasiado largo para mostrarlo aquí.
chat-under-control = Escrito aquí mientras se compartía el control
log-differs = El equipo de quien le ayuda no confirma el registro de esta sesión. El registro de usted continúa.
log-no-home = esta cuenta no tiene carpeta personal, así que no hay registros de sesión
log-unreadable = (no es un registro de sesión de Alongside, o se ha modificado)
end-reason-user-left = Usted se desconectó.
end-reason-helper-left = Quien le ayuda se desconectó.
end-reason-declined = Usted no permitió entrar a quien quería ayudar.
end-reason-no-answer = La pregunta no se respondió a tiempo, y eso cuenta como un no.
end-reason-connection-lost = Se perdió la conexión con quien le ayuda.
end-reason-no-path = No se encontró un camino directo hasta el equipo de quien le ayuda. Lo bloquea una red intermedia: `alongside doctor` dice qué se puede arreglar.
end-reason-expired = El tiempo de la invitación ha terminado. Comparta de nuevo para crear otra.
end-reason-burnt = El código se escribió mal demasiadas veces, así que se retiró la invitación. Comparta de nuevo para crear otra.
end-reason-fault = El otro lado hizo algo que no está permitido, así que la sesión terminó.
end-reason-version = El otro lado usa una versión que no es compatible. Actualice la más antigua.
end-reason-no-screen = La pantalla ya no se puede compartir.
end-reason-no-decoder = El navegador de quien le ayuda no puede mostrar video H.264. Pídale que use otro navegador.
server-refused-rate-limited = El servidor ha recibido demasiadas invitaciones desde su red. Se intentará de nuevo en breve.
server-refused-full = El servidor está lleno en este momento. Se intentará de nuevo en breve.
server-refused-otherwise = El servidor rechazó la invitación.
path-direct = Usted y quien le ayuda tienen una conexión directa.
path-relay = La conexión entre usted y quien le ayuda pasa por un retransmisor, que no puede leer nada.
path-server = La conexión entre usted y quien le ayuda pasa por el servidor, que no puede leer nada.
system-prompt-open = Hay un aviso del sistema abierto. Quien le ayuda no puede verlo ni responderlo; después, la imagen continúa.
system-prompt-over = Quien le ayuda vuelve a ver su pantalla.
out-of-reach-in-front = La ventana que está delante se ejecuta como administrador y no acepta el ratón ni el teclado de quien le ayuda. Esa persona la ve, y usted la usa. Mientras tanto, la tecla Esc no termina el control: use «Dejar de compartir el control» en la barra, o traiga antes otra ventana al frente.
out-of-reach-over = Quien le ayuda puede volver a hacer clic y escribir.
question-connect = { $asker } quiere conectarse a este equipo y ver su pantalla.
question-connect-ask = ¿Quiere permitirle entrar?
question-control = { $helper } quiere compartir el control de este equipo, para usar el ratón y el teclado junto con usted.
question-allow = ¿Quiere permitirlo?
phase-your-helper = Quien le ayuda
phase-waiting = Esperando a que se conecte quien le va a ayudar. Nadie puede ver su pantalla.
phase-screen = { $helper } puede ver su pantalla. No puede controlarla.
phase-control = { $helper } puede ver su pantalla y usar el ratón y el teclado de usted.
phase-ended = La sesión ha terminado. Nadie puede ver su pantalla.
wrong-code-last = Alguien escribió un código incorrecto por última vez.
wrong-code =
    { $n ->
        [one] Alguien escribió un código incorrecto. Queda un intento.
       *[other] Alguien escribió un código incorrecto. Quedan { $n } intentos.
    }
picture-taken = { $helper } hizo una captura de su pantalla y la conserva.
clipboard-sent = Lo que usted copió le llegó a { $helper }.
clipboard-received = { $helper } puso algo en el portapapeles de usted.
tried-before-once = { $helper } ya probó este código una vez, y no respondió nadie que lo conozca. O se cortó la conexión, o el servidor intentó adivinar el código y falló. Si no encuentra una explicación, no siga, y use otro servidor.
tried-before-twice = { $helper } ya probó este código dos veces, y no respondió nadie que lo conozca. O se cortó la conexión, o el servidor intentó adivinar el código y falló. Si no encuentra una explicación, no siga, y use otro servidor.
tried-before = { $helper } ya probó este código { $n } veces, y no respondió nadie que lo conozca. O se cortó la conexión, o el servidor intentó adivinar el código y falló. Si no encuentra una explicación, no siga, y use otro servidor.
reconnecting = Se interrumpió la conexión con { $helper }. Mientras tanto no se comparte nada. Se seguirá intentando durante { $lasts }.
reconnected = La conexión con { $helper } ha vuelto.
choose = Elija al menos { $n } palabras para su código y presione Enter. Elija palabras que no tengan relación entre sí y que nadie esperaría de usted. Algunas de las palabras que hay:
choose-again = Estas no se pueden usar: { $why }. Elija otras, por favor.
choose-alike = Palabras que empiezan igual: { $words }
words-file-unusable = las palabras de { $path } no se pueden usar: { $why }
lasts-hours = { $n } h
lasts-minutes = { $n } min
invitation-tell = Diga este código a quien le va a ayudar:
invitation-open = Esa persona abre  { $page }  en cualquier navegador y lo escribe,
invitation-open-link = o abre  { $link }
invitation-link-whole = Este enlace contiene el código entero: quien lo vea puede pedir conectarse. No se lo dé a nadie más.
invitation-link-number = El enlace contiene solo el número; las palabras todavía tiene que decírselas usted.
invitation-works = El código sirve una vez, durante { $lasts }. Deje abierta esta ventana.
saved = La invitación está guardada como { $path }. Dé este archivo a quien le va a ayudar; las palabras del código no están en él, así que dígaselas por otro medio, por ejemplo por teléfono.
mailed-by-program = Su programa de correo muestra un mensaje para { $to }. Envíelo desde allí; las palabras del código no están en él, así que dígalas por otro medio, por ejemplo por teléfono.
mailed = La invitación se envió a { $to }; las palabras del código no están en ella, así que dígalas por otro medio, por ejemplo por teléfono.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } pide ayuda con su equipo
email-what = { $user } le pide que mire la pantalla del equipo de { $user } y que ayude. Solo hace falta un navegador.
email-open = Abra { $link }
email-open-server = o abra { $server } y elija el archivo adjunto con «Abrir archivo de invitación».
email-words = Pida a { $user } las palabras del código, por ejemplo por teléfono. Por seguridad no están en este mensaje.
email-connect = Escriba las palabras y su nombre, y presione «Conectar». Se le preguntará a { $user } antes de que usted vea algo.
email-until = Esto sirve para una sola persona que ayude, hasta el { $until }, y solo mientras Alongside esté abierto en el equipo de { $user }.
email-unknown = Si no conoce a { $user }, o no esperaba este mensaje, no haga nada.
email-time = %-d/%m/%Y, %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = acepto
typed-no = no
typed-never = nunca
answers-yes-no = Escriba { $yes } o { $no } y presione Enter:
answers-remember = Escriba "{ $allow }" o { $no } y presione Enter; "{ $never }" significa no, y que no se vuelva a preguntar:
answers-control = Escriba "{ $allow }" o { $no } y presione Enter; "{ $never }" significa no, y que no se vuelva a preguntar.
answers-control-and-prompts = Escriba "{ $allow }" o { $no } y presione Enter. "{ $prompts }" permite además ver y responder los avisos del sistema y los que piden contraseña; "{ $never }" significa no, y que no se vuelva a preguntar:
answers-lasting = Escriba "{ $allow }" para permitirlo una sola vez, "{ $minutes }", "{ $session }", o { $no }, y presione Enter; "{ $never }" significa no, y que no se vuelva a preguntar:
answers-files-in = Escriba "{ $allow }" o { $no } y presione Enter; "{ $never }" significa no, y que no se vuelva a preguntar:
answers-files-out = Escriba "{ $allow }" para un solo archivo, "{ $minutes }", "{ $session }", o { $no }, y presione Enter; "{ $never }" significa no, y que no se vuelva a preguntar. Para enviar un archivo, o una carpeta, escriba /send y su ruta:

## More that happens.

listening = Esperando en { $address } a quien le va a ayudar, hasta que usted cierre esto.
left-out =
    { $n ->
        [one] Aquí se omitió { $n } línea, porque no se leyó a tiempo. Sigue lo que vale ahora.
       *[other] Aquí se omitieron { $n } líneas, porque no se leyeron a tiempo. Sigue lo que vale ahora.
    }
prompts-unseen = En este escritorio no se puede detectar cuándo aparecen avisos del sistema o que piden contraseña, así que quien le ayuda los verá. El control solo se puede compartir junto con ellos: responda «{ $allow }» cuando se le pregunte.
chat-too-long = el mensaje tiene más de { $n } bytes
chat-left-out =
    { $n ->
        [one] Antes de estos llegó { $n } mensaje mientras había una pregunta abierta, y ya no se puede mostrar.
       *[other] Antes de estos llegaron { $n } mensajes mientras había una pregunta abierta, y ya no se pueden mostrar.
    }
party-you = Usted
party-helper = Quien le ayuda
log-begun = Esta sesión se registra en { $path }.
log-not-kept = No se puede guardar el registro de esta sesión: { $why }. La sesión sigue sin él; para tener uno, libere espacio o permita escribir en su carpeta Documentos.
log-required = No se puede guardar el registro de esta sesión: { $why }. Quien administra este equipo quiere que se registren todas las sesiones, así que la sesión termina.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. Compruebe la dirección y su red, o quite --server para que este equipo haga de servidor
input-too-long = se esperaba una línea de { $n } bytes como máximo
input-not-utf8 = se esperaba texto en UTF-8

## The window

window-failed = el programa falló; ya no se comparte nada
window-focus-given = Un programa eligió este botón, no usted. Presione Tab hasta llegar a él por su cuenta, y presiónelo de nuevo.
window-hung = Esta ventana no respondió durante unos segundos, así que se le retiró el control a quien le ayuda.
window-alert = Lea esto, por favor
window-alert-read = He leído esto
window-meaning-connect = Esa persona verá todo lo que haya en su pantalla, hasta que usted lo detenga. No podrá hacer clic ni escribir. Si usted no le pidió ayuda a esta persona, no lo permita.
window-meaning-control-without-prompts = Esa persona podrá hacer clic y escribir, igual que usted. Observe lo que hace. Con Esc, usted recupera el control al instante. Los avisos del sistema, los que piden contraseña y las ventanas que se ejecutan como administrador no aceptan nada de esa persona: los responde usted.
window-meaning-control-time = Esa persona podrá hacer clic y escribir, igual que usted. Observe lo que hace.
window-meaning-control-esc = Esa persona podrá hacer clic y escribir, igual que usted. Observe lo que hace. Con Esc, usted recupera el control al instante.
window-meaning-remember = Solo con esto no se comparte nada. Se le preguntará de nuevo cada vez, antes de que alguien vea su pantalla.
window-level-none = La mejor imagen
window-level-no-full-window-drag = Menos imágenes mientras se mueve algo grande
window-level-no-background = Menos imágenes, y sin fondo de escritorio
window-level-full = Lo más sencillo posible
window-no-display = aquí no se puede abrir la ventana: { $why }. En una terminal, `alongside share` hace lo mismo con palabras
window-not-started = el programa no pudo iniciarse: { $why }
window-works-no-more = El tiempo del código ha terminado.
window-works-for =
    { $n ->
        [one] El código sirve una vez, durante un minuto más.
       *[other] El código sirve una vez, durante { $n } minutos más.
    }
window-message = ¿Puede ayudarme con mi equipo? Por favor, abra { $link } en un navegador y llámeme: le diré las palabras del código. Solo verá mi pantalla después de que yo diga que sí.
window-seconds-none = El tiempo ha terminado.
window-seconds-left =
    { $n ->
        [one] Queda { $n } segundo.
       *[other] Quedan { $n } segundos.
    }
window-bar-lost = Se interrumpió la conexión con { $helper }. No se comparte nada.
window-bar-paused = En pausa. { $helper } no ve su pantalla.
window-bar-control-esc = { $helper } comparte el control. Esc lo detiene.
window-bar-control-time = { $helper } comparte el control, durante { $n } minutos como máximo.
window-bar-seen = { $helper } puede ver su pantalla.
window-rate = { $kbit } kbit/s
window-cap-error = Escriba un número de { $least } a { $most }, por favor.
window-end-folder-error = No se puede mostrar la carpeta del registro: { $why }.
window-log-at = Lo que ocurrió está anotado en { $path }.

## The window: the first view

window-start-title = Pedir ayuda con este equipo
window-start-what = Una persona de su confianza puede mirar su pantalla y ayudarle, desde cualquier navegador. Usted elige quién.
window-start-safe = Nadie ve nada antes de que usted diga que sí, y puede detenerlo en cualquier momento.
window-start-get-help = Pedir ayuda
window-start-cannot-allow = Este escritorio no indica si un botón lo presiona usted o un programa, así que en esta ventana no se puede permitir nada. En una terminal, alongside share hace lo mismo con palabras.
window-start-known = O pida ayuda a alguien que conoce, sin código:
window-start-again = Pedir ayuda otra vez
window-start-beginning = Volver al principio
window-start-opening = Un momento, por favor…
window-start-quit = Cerrar Alongside

## The window: the view with the invitation

window-invitation-title = Diga este código a quien le va a ayudar
window-invitation-code = Código de invitación
window-invitation-how = Mejor por teléfono. Dígalo solo a alguien que conozca y a quien haya pedido ayuda.
window-invitation-spell = Deletrear
window-invitation-spell-less = Ocultar las letras
window-invitation-open = Quien le va a ayudar abre esta página en cualquier navegador, y escribe allí el código:
window-invitation-link = Página para quien le va a ayudar
window-invitation-copy-link = Copiar el enlace
window-invitation-copy-message = Copiar un mensaje para quien le va a ayudar
window-invitation-link-copied = El enlace está copiado. Péguelo donde escriba a quien le va a ayudar.
window-invitation-message-copied = El mensaje está copiado. Péguelo donde escriba a quien le va a ayudar. Las palabras del código no están en él: dígalas por teléfono.
window-invitation-qr = Código QR de la página para quien le va a ayudar
window-invitation-unseen = Nadie puede ver su pantalla.
window-invitation-new-code = Código nuevo
window-invitation-cancel = No pedir ayuda ahora

## The window: the view of a question

window-question-allow = Permitir
window-question-refuse = No permitir
window-question-never = No permitir, y no volver a preguntar
window-question-with-prompts = Permitir que esa persona vea y responda también los avisos del sistema y los que piden contraseña
window-question-silence = Si usted no hace nada, no se permite.

## The window: the view of a session

window-sharing-title = Sesión
window-sharing-stop-control = Dejar de compartir el control
window-sharing-pause = Pausar
window-sharing-resume = Reanudar
window-sharing-chat = Chat
window-sharing-chat-unread = Chat ({ $count })
window-sharing-unread =
    { $n ->
        [one] { $n } mensaje sin leer
       *[other] { $n } mensajes sin leer
    }
window-sharing-hide = Ocultar esta ventana
window-sharing-disconnect = Desconectar
window-sharing-remember = Recordar a quien le ayuda
window-sharing-remember-why = Después podrá pedirle ayuda sin código. De todos modos, se le preguntará a usted cada vez.
window-sharing-conversation = Chat y lo que ha ocurrido
window-sharing-message = Mensaje para quien le ayuda
window-sharing-send = Enviar
window-sharing-wrote = { $helper } escribe: { $text }
window-sharing-cut = Lo que había aquí antes está en el registro de la sesión.
window-sharing-bandwidth = ¿Conexión lenta?
window-sharing-rate = ¿Cuánto se envía ahora?
window-sharing-cap = No enviar más de (kbit/s)

## The window: the question before a session is ended

window-leave-title = ¿Quiere terminar la sesión?
window-leave-what = Quien le ayuda ya no verá su pantalla. Para recibir ayuda otra vez, necesitará un código nuevo.
window-leave-end = Terminar la sesión
window-leave-stay = Seguir

## The window: the view after a session

window-end-title = La sesión ha terminado
window-end-show-log = Mostrar el registro

## The window: people and settings

setup-people = Personas
setup-settings = Ajustes
setup-back = Atrás
setup-busy = Un momento, por favor…
setup-done = Guardado.
setup-save = Guardar
setup-cancel = Cancelar
setup-not-here = esto no se puede cambiar aquí
setup-no-number = se esperaba un número
setup-device-counts = Lo que se presione por medio del dispositivo «{ $device }» cuenta como presionado por usted. Cualquier programa puede presionar por medio de él.
setup-bad-name = Esto no puede ser un nombre: { $why }.
setup-offers-failed = Ahora no se pueden esperar ofertas de ayuda: { $why }. Se intentará de nuevo.
setup-last-helped = Última ayuda: { $date }.
setup-forget = ¿Quiere olvidar a { $name }?
setup-people-unknown = No se pueden leer sus contactos: { $why }.
setup-kept-in = Lo que usted elige se guarda en { $file }.
setup-logged-in = Los registros se guardan en { $folder }.
setup-nothing-shared = Ahora no se puede compartir nada: { $why }.
setup-seconds =
    { $n ->
        [one] { $n } segundo
       *[other] { $n } segundos
    }
setup-minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
setup-hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
setup-percent = { $n } %
setup-language-system = Como en el escritorio
setup-colours-system = Como en el sistema
setup-colours-light = Oscuro sobre claro
setup-colours-dark = Claro sobre oscuro

## The window: offers of help

setup-offers-allow = Permitir que me ofrezcan ayuda las personas que conozco
setup-offers-what = Mientras esta ventana esté abierta, esas personas verán que se le puede ayudar, y podrán pedir conectarse. Se le preguntará cada vez, antes de que alguien vea su pantalla.

## The window: the view of the people

setup-people-title = Personas que pueden ayudarle sin código
setup-people-nobody = Todavía no recuerda a nadie. Mientras alguien le ayuda, puede elegir recordar a esa persona.
setup-people-ask = Pedir ayuda
setup-people-key = Mostrar la clave
setup-people-hide-key = Ocultar la clave
setup-people-key-is = La clave de esa persona, abreviada. Ella puede leerle a usted la suya, para compararlas:
setup-people-rename = Cambiar el nombre
setup-people-new-name = Nombre nuevo
setup-people-forget = Olvidar
setup-people-forgetting = Esa persona ya no podrá entrar sin código. Para volver a recordarse mutuamente, los dos lados tienen que aceptarlo durante una sesión.
setup-people-keep = Conservar
setup-people-by-owner = Quien administra este equipo ha decidido que esta persona puede ofrecer ayuda. Se le preguntará a usted cada vez.
setup-people-by-owner-unused = Quien administra este equipo ha indicado a esta persona, pero no permite que se ofrezca ayuda.

## The window: the view of the settings

setup-settings-title = Ajustes
setup-settings-what = Lo que cambie aquí vale a partir de la próxima sesión.
setup-settings-name = Su nombre, como lo ven quienes ayudan
setup-settings-server = Dirección del servidor que pone en contacto con quienes ayudan; vacío para usar este mismo equipo
setup-settings-view-only = Quienes ayudan solo pueden mirar, nunca controlar
setup-settings-log = Guardar un registro de cada sesión
setup-settings-bandwidth = Con una conexión lenta
setup-settings-reconnect = Cuando se pierda la conexión con quien ayuda, esperar
setup-settings-expires = Un código sirve durante
setup-settings-map-port = Pedir un puerto al router, para una conexión directa. Entonces, cualquiera en internet puede enviar paquetes a este programa
setup-settings-text-size = Tamaño del texto en esta ventana
setup-settings-colours = Colores de esta ventana
setup-settings-language = Idioma de este programa
setup-settings-device = Teclado en pantalla o pulsador
setup-settings-no-device = Solo el ratón y el teclado de usted pueden permitir algo.
setup-settings-choose-device = Elegir un dispositivo

## The window: the view of the device for assistance

setup-device-title = Un dispositivo que presiona por usted
setup-device-what = Un teclado en pantalla o un pulsador presiona por medio de un dispositivo del escritorio. Si lo indica aquí, lo que presione cuenta como presionado por usted, por ejemplo «Permitir».
setup-device-opens = Esto abre una puerta: todos los programas de este equipo pueden presionar por medio de ese dispositivo, y así permitir algo en lugar de usted. Desde el momento en que alguien que ayuda comparte el control, y hasta que termina la sesión, no cuenta.
setup-device-how = Presione el botón de abajo con un ratón o un teclado de este equipo, o deje que lo haga alguien que esté a su lado.
setup-device-known = Dispositivos de este escritorio:
setup-device-name = Nombre del dispositivo
setup-device-none = Ningún dispositivo

## The window: who decided what holds

setup-decided-default = Es el valor predeterminado.
setup-decided-file = Lo ha elegido usted.
setup-decided-variable = Lo decide una variable de entorno, mientras este programa esté abierto.
setup-decided-command-line = Se eligió al iniciar el programa, y vale hasta que se cierre.
setup-decided-owner = Lo ha decidido quien administra este equipo. Usted no puede cambiarlo.

## The window: an invitation as a file or by e-mail

sending-not-open = la invitación ya no está abierta, así que no hay nada que enviar. Pida ayuda otra vez
sending-enough-mail = no se envían más correos para esta invitación. Guárdela como archivo, o diga el código a quien le va a ayudar
mail-unwritten = no se puede escribir el mensaje: { $why }
mail-unattached = no se puede escribir el archivo adjunto: { $why }
mail-no-program = aquí no hay { $program } para abrir un programa de correo; indique [email] en la configuración, o guarde la invitación como archivo (--save-as)
mail-program-failed = no se puede usar { $program }: { $why }
mail-unopened = no se abrió ningún programa de correo ({ $program }: { $status }); indique [email] en la configuración, o guarde la invitación como archivo (--save-as)
mail-slow = el servidor de correo { $host } no aceptó el mensaje a tiempo
mail-silent = el servidor de correo { $host } no respondió a tiempo
mail-login = el servidor de correo { $host } no aceptó el nombre o la contraseña; compruebe user y password_file en [email]
mail-refused = el servidor de correo { $host } rechazó el mensaje: { $reply }
mail-insecure = no hay conexión segura con el servidor de correo { $host }: { $why }; compruebe tls y port en [email]
mail-unusable = no se puede usar el servidor de correo { $host }: { $why }; compruebe host, port y tls en [email]
sending-file-name = Invitación
sending-title = O dé una invitación a quien le va a ayudar:
sending-file = Guardar como archivo
sending-path = Archivo para guardar
sending-save = Guardar
sending-path-error = Escriba el nombre de un archivo, o su ruta completa empezando por una barra (/), por favor.
sending-mail = Enviar por correo
sending-address = Dirección de correo de quien le va a ayudar
sending-address-error = Escriba una sola dirección de correo, por ejemplo jacky@example.org, por favor.
sending-sending = Enviando el correo…
sending-opening = Abriendo su programa de correo…
sending-without-words = La invitación dice dónde puede contactar con usted quien le va a ayudar, y hasta cuándo. Las palabras del código no están en ella: dígalas por teléfono.
sending-send = Enviar el correo
sending-open = Abrir en mi programa de correo
sending-forbidden-program = Quien administra este equipo ha decidido que el correo se envíe solo por un servidor de correo, y en los ajustes de usted no hay ninguno.
sending-forbidden-server = Quien administra este equipo ha decidido que el correo lo envíe solo el programa de correo del escritorio, y en los ajustes de usted hay un servidor de correo.
sending-forbidden-all = Quien administra este equipo ha decidido que las invitaciones no se envíen por correo.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = Ya no hay nada que responder.
consent-no-evidence = Aquí, esta ventana no puede saber si el botón lo presionó usted o un programa. Responda en la terminal.
consent-no-press = Esto no vino de su ratón ni de su teclado. Presione el botón por su cuenta, con el ratón, con Enter o con la barra espaciadora.
consent-program = Esto lo presionó un programa, no usted. Si quiere permitirlo, use su propio ratón o teclado.
consent-program-may = En este momento, otro programa puede presionar teclas y botones aquí, por ejemplo un escritorio remoto. Ciérrelo y presione de nuevo.
consent-program-too = También un programa presionó teclas o botones. Espere un momento y presione de nuevo con el ratón.
consent-too-soon = Ha sido demasiado rápido. Lea la pregunta y presione de nuevo.
consent-held = La tecla se presionó antes de que apareciera la pregunta, o se mantuvo presionada. Suéltela y presione de nuevo.
consent-typing = Usted estaba escribiendo. Lea la pregunta y presione de nuevo.
consent-remapped = Su teclado o su ratón se configuró de otro modo. Espere un momento y presione de nuevo con el ratón.
consent-pointer-waited = El puntero ya estaba sobre el botón cuando apareció la pregunta. Apártelo, vuelva y presione de nuevo.
consent-pointer-elsewhere = El puntero no está sobre el botón. Llévelo allí y presione de nuevo.
consent-pointer-moved = El puntero se movió, pero no con su ratón. Apártelo, vuelva y presione de nuevo.
consent-window-changed = En ese momento, esta ventana se movió o quedó tapada. Mírela y presione de nuevo.
consent-window-covered = Esta ventana tiene que verse entera. Aparte lo que haya delante y presione de nuevo.
consent-presses-proved = Usted puede permitir cosas en la ventana: un botón cuenta como presionado por usted mientras ningún otro programa pueda presionar. No se sabe si hay algo encima de la ventana.
consent-presses-not-proved = En la ventana no se puede permitir nada, solo en una terminal.

## The window: the code said aloud

speech-say = Decir en voz alta
speech-stop = Dejar de hablar
speech-heard = Todas las personas de la sala oirán el código. Haga que se diga en voz alta solo donde pueda hacerlo.
speech-failed-not-here = En este sistema todavía no se puede decir el código en voz alta.
speech-failed-not-installed = En este equipo no hay ningún programa que hable. Instale el paquete { $package } para que se diga el código en voz alta.
speech-failed = La voz de este equipo no funciona. ¿Hay un altavoz?
speech-failed-system = No se puede iniciar la voz: { $why }.

## The window: the small picture of what the Helper sees

seen-show = Lo que ve quien le ayuda
seen-hide = Ocultar lo que ve quien le ayuda
seen-picture = Lo que ve ahora quien le ayuda
seen-what = Lo que ve ahora quien le ayuda, sin la barra de arriba.
seen-nothing = Quien le ayuda no ve nada ahora.
seen-soon = La imagen llega en un momento.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = Mostrar la ventana
desk-asked = Alongside le pregunta algo
desk-seen = Se puede ver su pantalla
desk-controlled = Quien le ayuda comparte el control
desk-wrote = Quien le ayuda le escribió
desk-ended = La sesión ha terminado
desk-asked-connect = { $helper } quiere conectarse y ver su pantalla.
desk-asked-control = { $helper } quiere compartir el control de este equipo.
desk-asked-clipboard-read = { $helper } quiere recibir lo que usted copie.
desk-asked-clipboard-write = { $helper } quiere poner algo en el portapapeles de usted.
desk-asked-file-in = { $helper } quiere enviarle archivos.
desk-asked-file-out = { $helper } le pide un archivo.
desk-asked-point = { $helper } quiere señalar cosas en su pantalla.
desk-asked-remember = ¿Quiere recordar a { $helper }?
desk-answer = Responda en la ventana. Si usted no hace nada, no se permite.
desk-wrote-what = { $helper } le escribió.

## Helpers whom the User remembers, and offers

contacts-no-key = La clave que envió quien le ayuda no es una clave, así que no se recuerda a nadie.
contacts-none = Usted no recuerda a nadie que ayude. Escriba /remember mientras alguien le ayuda.
contacts-no-server = Quién está disponible ahora solo lo sabe su servidor; indíquelo con --server URL.
contacts-to-needs-no-code = --to no necesita código, así que no hay nada que guardar ni que enviar por correo, ni hace falta elegir palabras. Quite --to, o bien --save-as, --email, --choose-words y --words-file
contacts-not-remembered-no-answer = Quien le ayuda no respondió, así que no se recuerda a nadie.
contacts-not-remembered-unproven = Quien le ayuda no pudo demostrar que la clave que envió es la suya, así que no se recuerda a nadie.
contacts-not-remembered-declined = Quien le ayuda prefiere que no se recuerden mutuamente, o su navegador no puede hacerlo.
contacts-asker = { $alias } (que ahora usa el nombre { $helper })
contacts-proven-code = Ha demostrado que conoce el código de usted.
contacts-proven-contact = Ha demostrado que es { $helper }, uno de los contactos de usted.
contacts-proven-policy = Ha demostrado que es { $helper }. Quien administra este equipo permite que esa persona ofrezca ayuda.
contacts-remember = { $helper } propone que usted y esa persona se recuerden mutuamente. Así, usted podrá pedirle ayuda sin código, con: alongside share --to NOMBRE. De todos modos, se le preguntará a usted cada vez, antes de que alguien vea su pantalla. ¿Quiere recordar a { $helper }?
contacts-waiting-available = Esperando a { $helper }: está disponible ahora. No hace falta código.
contacts-waiting = Esperando a { $helper }: no está disponible ahora. No hace falta código; deje esto abierto.
contacts-waiting-for-offers = Pueden ofrecer ayuda: { $helpers }. Disponible ahora: { $available }. Se le preguntará a usted antes de que alguien vea su pantalla.
contacts-nobody = nadie
contacts-left-out =
    { $n ->
        [one] No hay sitio para esperar a la vez a todas las personas que ayudan; { $n } de ellas no puede encontrar este equipo. Olvide los contactos que ya no necesite: alongside contacts forget NOMBRE
       *[other] No hay sitio para esperar a la vez a todas las personas que ayudan; { $n } de ellas no pueden encontrar este equipo. Olvide los contactos que ya no necesite: alongside contacts forget NOMBRE
    }
contacts-stranger = Alguien a quien no se conoce aquí intentó conectarse sin código. Se le rechazó.
contacts-stranger-often = Alguien a quien no se conoce aquí intentó conectarse sin código ({ $n } veces). Se le rechazó.
contacts-remembered = Usted y { $helper } se recuerdan mutuamente. La próxima vez: alongside share --to { $name }
contacts-remembered-already = Usted y { $helper } ya se recuerdan mutuamente. La próxima vez: alongside share --to { $name }
contacts-other-key = ADVERTENCIA: esta no es la clave de su contacto { $helper }. Puede que alguien se haga pasar por { $helper }, o que { $helper } use ahora otro navegador. No se recuerda a nadie. Si no tiene dudas de quién es, olvide primero el contacto: alongside contacts forget { $name }
contacts-not-kept = No se recuerda a quien le ayuda: { $why }. La sesión sigue.
contacts-not-noted = No se pudo anotar que este contacto le ayuda ahora: { $why }. La sesión sigue.
contacts-names-unknown = No se pueden leer sus contactos: { $why }. No se le advertirá si alguien usa el nombre de uno de ellos.
contacts-column-name = NOMBRE
contacts-column-key = CLAVE
contacts-column-since = DESDE
contacts-column-last = ÚLTIMA
contacts-column-now = AHORA
contacts-available-yes = disponible
contacts-available-no = -
contacts-available-unknown = no se sabe
contacts-not-asked = No se sabe quién está disponible ahora: { $why }.
contacts-own-fingerprint = Huella:
contacts-own-key = Clave pública:

## Names that others chose

names-quoted = «{ $name }»
names-resembles-code = ADVERTENCIA: puede que esta persona no sea { $known }, la persona que usted conoce. Quien tenga el código de usted puede elegir un nombre así, y esta persona no ha mostrado la clave de { $known }.
names-resembles = ADVERTENCIA: esta persona no es { $known }, la persona que usted conoce. Un nombre así lo ha elegido ella misma.

## The rights beside the picture and control

typed-allow-clipboard = permitir portapapeles
typed-for-minutes = 10 minutos
typed-for-session = hasta el final
rights-clipboard-works = Lo que copie uno de los dos lados, el otro puede pegarlo, una vez que usted lo acepte.
rights-no-clipboard-here = En este escritorio no se puede compartir el portapapeles: lo que copie uno de los dos lados, el otro no puede pegarlo.
rights-clipboard-emptied = Su portapapeles está vacío ahora: lo que envió quien le ayuda no se pudo poner en él, y lo que usted había copiado antes se perdió.
rights-read-meaning = «Una vez» vale para lo próximo que usted copie. Puede quitar el permiso en cualquier momento.
rights-write-meaning = «Una vez» vale para una sola cosa. Nada se pega ni se abre por sí solo.
rights-clipboard-read = { $asker } quiere recibir lo que usted copie de ahora en adelante: textos e imágenes. No se envía lo que usted copió antes, ni lo que un gestor de contraseñas marca como secreto. ¿Quiere permitirlo?
rights-clipboard-write = { $asker } quiere poner algo en el portapapeles de usted, para que usted pueda pegarlo. Ocupará el lugar de lo último que usted copió. ¿Quiere permitirlo?
rights-what-look = ver su pantalla
rights-what-control = usar el ratón y el teclado de usted
rights-what-system-prompts = ver y responder los avisos del sistema y los que piden contraseña
rights-what-clipboard-read = recibir lo que usted copie
rights-what-clipboard-write = poner algo en el portapapeles de usted
rights-what-point = señalar y dibujar en su pantalla
rights-what-type = escribir
rights-what-file-in = enviarle a usted estos archivos
rights-what-file-out = recibir un archivo que usted elija
rights-what-sound = oír el sonido de este equipo
rights-what-voice = hablar con usted
rights-what-record = grabar la sesión
rights-what-another-helper = traer a otra persona para que ayude
rights-what-hand-over = dejar la ayuda en manos de otra persona
rights-may = Puede { $what }.
rights-granted-once = { $helper } puede { $what }, una vez. Usted puede quitarle el permiso en la ventana, o con /revoke { $right }.
rights-granted-minutes = { $helper } puede { $what }, durante { $n } minutos. Usted puede quitarle el permiso en la ventana, o con /revoke { $right }.
rights-granted-session = { $helper } puede { $what }, hasta que termine la sesión. Usted puede quitarle el permiso en la ventana, o con /revoke { $right }.
rights-ended-time = El tiempo ha terminado: { $helper } ya no puede { $what }.
rights-ended-by-user = { $helper } ya no puede { $what }.
rights-ended-by-helper = { $helper } ya no lo necesita: ya no puede { $what }.
rights-unknown = Se esperaba /revoke y uno de estos permisos: { $rights }.

## The window: rights

window-rights-this-time = Permitir una vez
window-rights-ten-minutes = Permitir durante 10 minutos
window-rights-session = Permitir hasta que termine la sesión
window-rights-revoke = Quitar el permiso
window-rights-title = Lo que puede hacer quien le ayuda

## What stops control

control-stops-esc = Puede recuperar el control en cualquier momento con la tecla Esc.
control-stops-time = En este escritorio, Esc no termina el control. Lo termina usted con «{ $button }», con /stop en la terminal, o con el indicador del escritorio de que se está compartiendo. El control termina por sí solo después de { $n } minutos.
control-stops-it-esc = Presione Esc para detenerlo.
control-stops-it-time = Deténgalo con «{ $button }» en la ventana, o con /stop en la terminal: Esc no lo detiene. Termina por sí solo después de { $n } minutos.
control-ended-time = Han pasado los { $n } minutos, así que quien le ayuda ya no comparte el control. Puede volver a pedirlo.
control-ended-by-user = Usted recuperó el control.
control-ended-by-helper = Quien le ayuda devolvió el control.

## Files

typed-allow-files = permitir archivos
files-incoming-meaning = Se guardan en este equipo con los nombres que les puso quien le ayuda. Ábralos solo si sabe qué son. Puede detenerlo en cualquier momento.
files-outgoing-meaning = Solo con esto no se envía nada: usted elige cada archivo. Puede quitar el permiso en cualquier momento.
files-incoming =
    { $n ->
        [one] { $asker } quiere enviarle un archivo ({ $size }). Se guarda en { $folder }, y no se abre. ¿Quiere recibirlo?
       *[other] { $asker } quiere enviarle { $n } archivos ({ $size }). Se guardan en { $folder }, y no se abren. ¿Quiere recibirlos?
    }
files-incoming-folder =
    { $n ->
        [one] { $asker } quiere enviarle la carpeta { $name } con { $n } archivo ({ $size }). Se guarda en { $folder }, y no se abre. ¿Quiere recibirla?
       *[other] { $asker } quiere enviarle la carpeta { $name } con { $n } archivos ({ $size }). Se guarda en { $folder }, y no se abre. ¿Quiere recibirla?
    }
files-incoming-folder-empty =
    { $n ->
        [one] { $asker } quiere enviarle la carpeta { $name } con { $n } archivo y { $empty } ({ $size }). Se guarda en { $folder }, y no se abre. ¿Quiere recibirla?
       *[other] { $asker } quiere enviarle la carpeta { $name } con { $n } archivos y { $empty } ({ $size }). Se guarda en { $folder }, y no se abre. ¿Quiere recibirla?
    }
files-empty-folders =
    { $n ->
        [one] { $n } carpeta vacía
       *[other] { $n } carpetas vacías
    }
files-offered = { $name }, { $size }
files-programs-first =
    { $n ->
        [one] { $n } de ellos puede ejecutarse como programa, y va primero:
       *[other] { $n } de ellos pueden ejecutarse como programas, y van primero:
    }
files-more =
    { $n ->
        [one] y { $n } más, de { $size }
       *[other] y { $n } más, que suman { $size }
    }
files-incoming-any = { $asker } quiere enviarle archivos. ¿Quiere recibirlos?
files-outgoing = { $asker } le pide un archivo. Recibirá solo los archivos y carpetas que elija usted. ¿Quiere permitirlo?
files-your-helper = quien le ayuda
files-notice-coming = El archivo { $name } está en camino hacia usted.
files-notice-offered = El archivo { $name } se ofreció a { $helper }.
files-notice-running = { $name }: { $part } de { $size }.
files-notice-paused = { $name } está en pausa hasta que usted lo reanude.
files-notice-arrived = Llegó el archivo { $name }. Está en { $path }
files-notice-sent = El archivo { $name } se envió a { $helper }.
files-notice-not-arrived = El archivo { $name } no llegó: { $why }.
files-notice-not-sent = El archivo { $name } no se envió: { $why }.
files-folder-arrived =
    { $n ->
        [one] Llegó completa la carpeta { $name }, con { $n } archivo.
       *[other] Llegó completa la carpeta { $name }, con { $n } archivos.
    }
files-folder-not-arrived = La carpeta { $name } no llegó.
files-folder-partly =
    { $n ->
        [one] De la carpeta { $name } no llegó { $n } de { $count } archivos.
       *[other] De la carpeta { $name } no llegaron { $n } de { $count } archivos.
    }
files-folder-at = Está en { $path }
files-folder-first = El primero es { $file }: { $why }.
files-folder-why = Motivo: { $why }.
files-not-come =
    { $n ->
        [one] Usted aceptó { $n } archivo que no ha llegado en 5 minutos, y puede que ya no llegue.
       *[other] Usted aceptó { $n } archivos que no han llegado en 5 minutos, y puede que ya no lleguen.
    }
files-failure-cancelled = se canceló
files-failure-not-allowed = ya no está permitido
files-failure-changed = se modificó durante el envío
files-failure-damaged = se dañó por el camino
files-failure-disk-full = el disco está lleno
files-failure-page-reloaded = quien le ayuda volvió a cargar la página
files-failure-stalled = no ha llegado nada desde hace 5 minutos
files-failure-unanswered = en 15 minutos, quien le ayuda no ha dicho si lo quiere
files-failure-too-large = el otro navegador no puede guardar tanto
files-failure-scanner = el antivirus no lo deja pasar
files-failure-failed = no se pudo leer o escribir
files-not-sent = { $path } no se envió: { $why }.
files-not-sent-owner = quien administra este equipo no lo permite
files-not-sent-paused = la pantalla compartida está en pausa
files-not-sent-nobody = no hay nadie en la sesión para recibirlo
files-not-sent-now = ahora no es posible
files-no-file = no es un archivo
files-large = es demasiado grande
files-many = tiene demasiados archivos, o demasiadas carpetas unas dentro de otras: haga un archivo ZIP con ello, y envíelo
files-within = { $file }, dentro: { $why }
files-disk = no se puede leer: { $why }
files-links-left-out =
    { $n ->
        [one] En { $path } hay { $n } enlace o dispositivo que no se envía: solo se envían archivos y carpetas.
       *[other] En { $path } hay { $n } enlaces o dispositivos que no se envían: solo se envían archivos y carpetas.
    }
files-size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
files-decimal-mark = ,
files-dialog-failed = El cuadro de diálogo falló: { $why }. Escriba la ruta.
files-dialog-elsewhere = Lo que eligió no está en este equipo. Guárdelo primero aquí, y elíjalo de nuevo.
files-too-many = Son { $n } archivos. Se pueden enviar { $most } a la vez: elija menos, o la carpeta en la que están.

## The window: files

window-files-send = Enviar un archivo o una carpeta
window-files-while-controlled = No mientras se comparte el control: quien le ayuda podría elegir el archivo. Recupere primero el control.
window-files-offered = Archivos
window-files-path = Archivo o carpeta para enviar
window-files-files = Elegir archivos…
window-files-folder = Elegir una carpeta…
window-files-files-title = Archivos para quien le ayuda
window-files-folder-title = Una carpeta para quien le ayuda
window-files-chosen = Lo que usted ha elegido
window-files-send-chosen = Enviar lo elegido
window-files-forget = No enviar
window-files-chosen-while-controlled = Lo que eligió no se envía: se comparte el control, así que quien le ayuda podría presionar en el cuadro de diálogo. Recupere el control y elija de nuevo.
window-files-no-dialog = Este escritorio no tiene un cuadro de diálogo para esto. Escriba la ruta.
window-files-strange-name = Este nombre no se puede usar: contiene caracteres que no son válidos. Póngale otro nombre.
window-files-pause = Pausar
window-files-pause-folder = Pausar la carpeta
window-files-continue = Reanudar
window-files-cancel = Cancelar
window-files-cancel-folder = Cancelar la carpeta
window-files-send-this = Enviar esto

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = permitir indicaciones
marks-meaning = Con Esc, con una pausa o al quitar el permiso se borra todo lo que haya dibujado.
marks-question = { $asker } quiere señalar cosas en su pantalla, dibujar en ella y sugerir pasos. Lo que dibuje queda por encima de las ventanas y no hace clic en nada. ¿Quiere permitirlo?
marks-step-button = { $text } (botón «{ $name }»)
marks-step-check-box = { $text } (casilla «{ $name }»)
marks-step-radio-button = { $text } (opción «{ $name }»)
marks-step-switch = { $text } (interruptor «{ $name }»)
marks-step-link = { $text } (enlace «{ $name }»)
marks-step-menu = { $text } (menú «{ $name }»)
marks-step-menu-item = { $text } (opción de menú «{ $name }»)
marks-step-field = { $text } (campo «{ $name }»)
marks-step-list = { $text } (lista «{ $name }»)
marks-step-item = { $text } (elemento «{ $name }»)
marks-step-tab = { $text } (pestaña «{ $name }»)
marks-step-slider = { $text } (control deslizante «{ $name }»)
marks-step-other = { $text } («{ $name }»)
marks-next = Paso { $n } de { $count }: { $text }
marks-all-done = Todos los pasos están hechos.
marks-suggested = { $helper } sugiere, paso { $n } de { $count } (/next cuando esté hecho)
marks-none = { $helper } ya no sugiere ningún paso.
marks-suggests = { $helper } sugiere: { $step } Cuando esté hecho, escriba /next.
marks-listed = { $n }. { $text }
marks-listed-done = Hecho: { $n }. { $text }

## The window: steps

window-steps-title = Lo que sugiere quien le ayuda
window-steps-next = Paso siguiente
window-steps-done = Hecho

## The bandwidth

bandwidth-untouched = El fondo y los efectos de este escritorio no se cambian, porque alongside no sabe cómo hacerlo. De todos modos, la imagen se hace más pequeña.
bandwidth-recovered = Su escritorio vuelve a verse como antes: la última sesión no terminó bien y lo había dejado cambiado.
bandwidth-nothing-to-restore = No hay nada que restaurar: ninguna sesión ha dejado cambiado su escritorio.
bandwidth-gives-none = no se renuncia a nada por una conexión lenta
bandwidth-gives-no-full-window-drag = menos imágenes mientras se mueve algo grande
bandwidth-gives-no-background = menos imágenes mientras se mueve algo grande, y sin fondo de escritorio
bandwidth-gives-full = menos imágenes mientras se mueve algo grande, sin fondo de escritorio, sin efectos, sin suavizado de letras y con menos colores
bandwidth-level = Nivel de ancho de banda { $level }: { $what }. Ahora se envían { $kbit } kbit/s.
bandwidth-level-most = Nivel de ancho de banda { $level }: { $what }. Ahora se envían { $kbit } kbit/s; como máximo, { $most } kbit/s.
bandwidth-usage = Escriba /bandwidth solo para verlo, con none, no-full-window-drag, no-background o full para elegir el nivel, o con un número de { $least } a { $most } para no enviar más kbit/s que esos.
bandwidth-not-changed = El escritorio no se ve como pide el nivel: { $why }.
bandwidth-not-restored = Puede que el escritorio no se vea como antes: { $why }. Se intentará de nuevo la próxima vez que se inicie, y también con: alongside restore-desktop

## A question of the desktop itself

portal-asks = Su escritorio le pregunta ahora qué pantalla puede ver quien le ayuda: elíjala allí y acepte. Antes de eso no se ve nada, y si dice que no, la sesión termina.
portal-asks-switch = Si quiere que quien le ayuda pueda usar alguna vez el ratón y el teclado de usted, active allí también «Permitir la interacción remota»: nadie los usará antes de que usted lo acepte aquí una vez más.
portal-may-ask = Puede que su escritorio le pregunte ahora qué pantalla puede ver quien le ayuda, y por el ratón y el teclado: elija y acepte allí. Si dice que no, la sesión termina. Nadie usará el ratón ni el teclado antes de que usted lo acepte aquí una vez más.
portal-restored = Usted permitió que su escritorio recuerde lo que puede ver quien le ayuda. Ahora puede mostrarlo sin preguntar. Para elegir de nuevo la próxima vez, borre { $file }.
portal-restored-input = Nadie usará el ratón ni el teclado antes de que usted lo acepte aquí una vez más.

## The built-in server in a network of strangers

public-network-asked = ¿Permite que otras personas de esta red intenten conectarse con su equipo?
public-network-refused = esta red se considera pública, y no se permitió que otras personas que hay en ella intenten conectarse con este equipo. Si confía en las personas de la red, conviértala en privada en la configuración de Windows (Red e Internet), o inicie con --listen 0.0.0.0:7575. Si no, use un servidor (--server URL), o deje que se conecte solo este equipo (--listen 127.0.0.1:7575)
public-network-refused-in-window = esta red se considera pública, y no se permitió que otras personas que hay en ella intenten conectarse con este equipo. Si confía en las personas de la red, conviértala en privada en la configuración de Windows (Red e Internet), o cierre Alongside y ábralo de nuevo, para que se le vuelva a preguntar. Si no, indique un servidor en Ajustes
public-network-kind-said-unknown = El sistema no dice qué tipo de red es esta.
public-network-kind-said-domain = El sistema dice que esta red es la de una organización.
public-network-kind-said-private = El sistema dice que esta red es privada.
public-network-kind-said-unclear = El sistema no dijo qué tipo de red es esta, así que se considera pública.
public-network-kind-said-public = El sistema dice que esta red es pública.
public-network-meaning = Esta red se considera pública, como la de una cafetería o un hotel. Para que pueda conectarse quien le va a ayudar, Alongside atendería conexiones en { $address }, y cualquier persona de esta red podría entonces intentar conectarse con su equipo. Nadie ve su pantalla si usted no lo permite. Si lo acepta, vale hasta que usted cierre Alongside.

## A part of the program has failed

parts-failed-pictures = Falló una parte de alongside: la que muestra su pantalla. La sesión termina.
parts-failed-picture = Falló una parte de alongside: la que envía la imagen. La sesión termina.
parts-failed-channels = Falló una parte de alongside: la que atiende a quien le ayuda. La sesión termina.
parts-failed-signal-link = Falló una parte de alongside: la que se mantiene en contacto con el servidor. La sesión termina.
parts-failed-mail = Falló una parte de alongside: la que envía la invitación de usted. Puede que no se haya enviado.
parts-failed-contacts = Falló una parte de alongside: la que conoce sus contactos. La sesión termina.
parts-failed-log = Falló una parte de alongside: la que escribe el registro. La sesión termina.
parts-failed-input = Falló una parte de alongside: la que escribe y hace clic. La sesión termina.
parts-failed-panic-key = Falló una parte de alongside: la que espera la tecla Esc. La sesión termina.
parts-failed-prompts = Falló una parte de alongside: la que detecta los avisos que piden contraseña. La sesión termina.
parts-failed-press-watch = Falló una parte de alongside: la que ve si un botón lo presiona usted o un programa. Responda a las preguntas en la terminal.
parts-failed-desk = Falló una parte de alongside: la que muestra las notificaciones y su icono. La ventana muestra todo lo que mostrarían.
parts-failed-appearance = Falló una parte de alongside: la que cambia el aspecto del escritorio. Si su escritorio no se ve como antes, ejecute: alongside restore-desktop
parts-failed-port-mapping = Falló una parte de alongside: la que le pide un puerto a su router. Si el router abrió un puerto, lo cierra antes de 20 minutos.
parts-failed-border = Falló una parte de alongside: la que dibuja un borde alrededor de lo que se comparte. Se comparte lo mismo que antes.
parts-failed-elements = Falló una parte de alongside: la que encuentra de qué trata un paso. Los pasos se quedan donde los coloca quien le ayuda.
parts-failed-marks = Falló una parte de alongside: la que muestra lo que dibuja quien le ayuda. Ya no se dibuja nada.
parts-failed-clipboard = Falló una parte de alongside: la que comparte el portapapeles. El portapapeles ya no se comparte.
parts-failed-transfers = Falló una parte de alongside: la que lee y escribe lo que se transfiere. Ya no se transfiere nada.

## The page of the Helper

page-other-build = La página de quien le ayuda es de otra compilación ({ $theirs }) que la de este programa ({ $own }). Eso es normal cuando el servidor tiene otra versión de Alongside. Si le sorprende, pregunte a quien administra el servidor.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = El lado de quien le ayuda no confirma lo que tiene que haber visto: falta su firma en el registro de esta sesión. El registro de usted continúa, y dice dónde.
log-verified =
    { $n ->
        [one] El registro está como se escribió: { $n } entrada; con firma del otro lado: { $signed }.
       *[other] El registro está como se escribió: { $n } entradas; con firma del otro lado: { $signed }.
    }
log-line-signed = Con firma del otro lado: { $entries }
log-line-unseen = Sin firma, porque el otro lado no lo ve o ya no estaba: { $entries }
log-line-missing = Sin firma, aunque el lado de quien ayuda puede verlo: { $entries }
log-line-disputed = Negado por el lado de esta copia, que no vio tal cosa: { $entries }
log-line-both = Con firma de los dos lados, que lo vieron ambos: { $entries }
log-line-one-unseen = La palabra de un solo lado, porque el otro no lo ve o ya no estaba: { $entries }
log-line-one-missing = La palabra de un solo lado, aunque el lado de quien ayuda puede verlo: { $entries }
log-verified-means = Lo que tiene firma, el otro lado lo vio por sí mismo. Lo que no, es la palabra de un solo lado. Las horas son las del reloj del equipo compartido. Solo la copia del otro lado puede mostrar si las dos coinciden.
log-same =
    { $n ->
        [one] Las dos copias coinciden: { $n } entrada.
       *[other] Las dos copias coinciden: { $n } entradas.
    }
log-up-to = Las dos copias coinciden hasta la entrada { $entry }. Después, los dos lados no estaban conectados: la primera copia sigue con { $one }, y la segunda con { $other }.
log-entries =
    { $n ->
        [one] { $n } entrada
       *[other] { $n } entradas
    }
log-agreement-means = Ninguna entrada se cambió desde la sesión. Lo que firmaron los dos lados ocurrió como está escrito; lo demás lo anotaron ambos, y responde de ello un solo lado. Las horas son las del reloj del equipo compartido. Esto no prueba quiénes eran las dos personas.
log-other-session = las dos copias no coinciden: son distintas desde la entrada 1, así que son de sesiones distintas, o una de ellas es inventada
log-differ-from = las dos copias no coinciden: son distintas desde la entrada { $entry }, que un lado le firmó al otro
log-differ-missing = las dos copias no coinciden: en una de ellas falta la entrada { $entry }, aunque su lado la firmó
log-differ-disputed = las dos copias no coinciden: las dos tienen la entrada { $entry }, y un lado anotó en ese momento que no vio tal cosa
log-fault-empty = el registro no tiene entradas
log-fault-no-key = el registro no dice de quién son las firmas que contiene
log-fault-entry = la entrada { $entry } no está como se escribió, o falta una anterior
log-fault-unsigned = la entrada { $entry } no está como se escribió: su firma no encaja
log-fault-countersignature = la firma del otro lado en la entrada { $entry } no está como se escribió
log-fault-dispute = la línea que niega la entrada { $entry } no está como se escribió
log-read-long = el archivo es demasiado largo para un registro de sesión
log-read-frame = el archivo no empieza y termina como un registro de sesión de Alongside
log-read-line = la línea { $line } no está como la escribe Alongside
log-run = { $first } a { $last }
log-newer = { $entry } (de un Alongside más reciente)
log-and-more = { $entries } y { $n } más

## The owner's rules


policy-note-view-only = Quien administra este equipo permite a quienes ayudan solo mirar, así que quien le ayuda no puede controlarlo.
policy-note-lifetime = Quien administra este equipo permite que una invitación sirva durante { $longest } como máximo.
policy-forbidden-invitations = quien administra este equipo no permite invitar a nadie para que ayude. Pregúntele, o vea: alongside policy
policy-forbidden-offers = quien administra este equipo no permite que se ofrezca ayuda. Pida que se ponga [offer] allowed = true en las directivas, o pida usted la ayuda: alongside share
policy-forbidden-control = quien administra este equipo permite a quienes ayudan solo mirar. Quite --view-only=no
policy-forbidden-lifetime = quien administra este equipo permite que una invitación sirva durante { $longest } como máximo. Use --expires { $longest }
policy-forbidden-email = quien administra este equipo no permite invitaciones por correo. Quite --email
policy-forbidden-email-program = quien administra este equipo permite que el correo se envíe solo por un servidor de correo. Indique uno en [email] en el archivo de ajustes, o quite --email
policy-forbidden-email-server = quien administra este equipo permite que el correo lo envíe solo el programa de correo del escritorio. Quite [email] del archivo de ajustes, o quite --email
policy-forbidden-version = quien administra este equipo no acepta un protocolo anterior a { $minimum }, y esta versión usa { $own }. Actualice alongside
policy-forbidden-level = quien administra este equipo ha fijado el nivel de ancho de banda en { $level }. Déjelo como está, o pida que se cambie `bandwidth` en las directivas
policy-forbidden-reconnect = quien administra este equipo ha fijado en { $only } el tiempo de espera cuando se pierde la conexión con quien ayuda. Quite --reconnect, o pida que se cambie `reconnect` en las directivas
policy-forbidden-map-port = quien administra este equipo no permite que se le pida un puerto al router. Quite --map-port
policy-forbidden-assistive-device = quien administra este equipo no permite que un dispositivo de programas responda en la ventana. Quite --assistive-device
policy-forbidden-log-folder = quien administra este equipo quiere que se registren todas las sesiones, en la carpeta de la cuenta de usted. Quite --log-dir
policy-forbidden-no-log = quien administra este equipo quiere que se registren todas las sesiones. Quite --no-log, o pida que se cambie `log` en las directivas
policy-log-required = no se puede guardar el registro de esta sesión: { $why }. Quien administra este equipo quiere que se registren todas las sesiones, así que no empieza ninguna. Libere espacio, o vea: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = Lo que se probó:
doctor-will-happen = Lo que ocurrirá:
doctor-for-admin = Para quien administra el sistema:
doctor-no-server = Sin --server se usa el servidor que hay dentro de este programa, así que esto no se probó.
doctor-asks-to-listen = El servidor que hay dentro de este programa le pregunta antes de permitir que otras personas de esta red intenten conectarse con este equipo. Donde no se le puede preguntar a nadie, no se inicia.
doctor-not-allowed = No se contactó con el servidor, porque las reglas de quien administra este equipo no permiten que se comparta.
doctor-not-reached = No se probó, porque no se pudo usar el servidor.
doctor-not-yet = No forma parte de esta versión.
doctor-no-desktop = No se probó, porque no hay un escritorio que controlar.
doctor-server-behind-proxy = No se llegó al servidor, a causa del proxy.
doctor-tls-none = La dirección empieza por http, así que no hay TLS. De todos modos, va sellado lo que se dicen los dos extremos.
doctor-tls-valid = El servidor tiene un certificado válido.
doctor-proxy-none = No se usa ningún proxy.
doctor-websocket-works = El servidor pone en contacto los dos extremos, y su propia ruta transporta mensajes.
doctor-websocket-no-lane = El servidor pone en contacto los dos extremos. No tiene una ruta propia para la imagen.
doctor-relay-in-websocket = El retransmisor se puede usar también dentro de un WebSocket.
doctor-websocket-broken = La conexión con el servidor se abrió y luego se cortó.
doctor-udp-works = Los paquetes UDP llegan al servidor, y sus respuestas vuelven.
doctor-udp-not-offered = No se probó, porque este servidor no tiene STUN ni retransmisor.
doctor-udp-blocked = No vuelve ningún paquete UDP del servidor.
doctor-stun-works = El servidor le dice a este equipo su dirección externa.
doctor-stun-not-offered = No se probó, porque este servidor no indica ningún servidor STUN.
doctor-relay-off = alongside-signal retransmite con --turn ADDR, y con --tls-cert también por TLS, e indica otros retransmisores con --external-turn.
doctor-silent = nada responde
doctor-garbled = lo que responde no habla su protocolo
doctor-no-packet = da una dirección, pero no pasa ningún paquete
doctor-ipv6-works = Se llega al servidor por IPv6.
doctor-ipv6-not-here = Este equipo no tiene IPv6; se usa IPv4.
doctor-ipv6-not-there = El servidor no tiene dirección IPv6; se usa IPv4.
doctor-ipv6-proxied = No se probó, porque al servidor se llega por un proxy.
doctor-ipv6-fails = Este equipo y el servidor tienen direcciones IPv6, pero no se alcanzan por ellas.
doctor-nat-none = Ninguna: desde fuera se ve la dirección propia de este equipo.
doctor-nat-same = Con traducción, igual para dos puertos del servidor, como hacen los routers domésticos. Las conexiones directas suelen funcionar.
doctor-nat-other = Con traducción distinta para cada destino (simétrica). Las conexiones directas rara vez funcionan.
doctor-nat-one-seen = Con traducción. Aquí no se puede saber de qué tipo, porque el servidor la muestra desde un solo puerto.
doctor-nat-unknown = No se sabe, porque ningún servidor le dijo a este equipo su dirección externa.
doctor-mapping-not-asked = No se probó, porque solo con --map-port se le pide un puerto al router.
doctor-mapping-not-in-public = No se probó, porque esta red se considera pública, y en una red así no se le pide un puerto a ningún router.
doctor-mapping-works = El router abrió un puerto para este equipo, y lo volvió a cerrar.
doctor-screen-asked = El portal del escritorio y PipeWire están presentes. El escritorio pregunta por la pantalla cuando empieza una sesión, salvo que se le haya dicho que recuerde la respuesta.
doctor-not-encoded = se tomó una imagen, pero no se pudo codificar
doctor-no-picture = la pantalla no muestra ninguna imagen
doctor-check-failed = falló la comprobación del escritorio
doctor-desktop-hangs = el escritorio no responde
doctor-input-works = Quien le ayuda puede controlarlos una vez que usted lo permita.
doctor-input-works-without-prompts = Quien le ayuda puede controlarlos una vez que usted lo permita, pero no los avisos del sistema ni las ventanas que se ejecutan como administrador: esos los usa usted.
doctor-panic-key-works = Esc recupera el control en cualquier momento.
doctor-panic-key-works-presses-told = Esc recupera el control en cualquier momento. Se distingue si una tecla la presiona usted o un programa.
doctor-panic-key-works-presses-imitated = Esc recupera el control en cualquier momento. Se distingue si una tecla la presiona usted o un programa, salvo que el programa imite su teclado.
doctor-panic-key-works-presses-not-told = Esc recupera el control en cualquier momento. No se distingue si una tecla la presiona usted o un programa.
doctor-encoder-not-tried = No se probó, porque no hay imagen.
doctor-policy-none = En este equipo no hay directivas, así que todo lo elige usted.
doctor-policy-allows = Quien administra este equipo permite compartir; `alongside policy` muestra cómo.
doctor-policy-view-only = Quien administra este equipo permite a quienes ayudan solo mirar; `alongside policy` muestra más.
doctor-log-off = No se guarda ninguno, como dicen las directivas o los ajustes de usted.
doctor-no-log-folder = esta cuenta no tiene carpeta personal
doctor-direct = La imagen, el ratón y el teclado van directamente de equipo a equipo, si la red de quien le ayuda lo permite.
doctor-direct-near = La imagen, el ratón y el teclado van directamente si quien le ayuda está en la misma red.
doctor-direct-inside = Este equipo es el servidor. La imagen, el ratón y el teclado van directamente a quien ayude desde la misma red.
doctor-through-server = Van por el servidor donde no es posible otra cosa.
doctor-server-first = La imagen, el ratón y el teclado van por el servidor, que es la ruta más lenta.
doctor-look-only = Quien le ayuda puede mirar, pero no controlar.
doctor-mend-server-user = Compruebe la dirección del servidor y que este equipo tenga conexión; vea si su navegador abre esa dirección.
doctor-mend-server-admin = Compruebe que el nombre se resuelva aquí, que alongside-signal esté en marcha y que los firewalls dejen pasar TCP hasta su puerto (443 para https).
doctor-mend-tls-user = Compruebe la fecha y la hora de este equipo; si son correctas, pregunte a quien administra el servidor.
doctor-mend-tls-admin = Dé al servidor un certificado para su nombre con la cadena completa (--tls-cert). Si aquí un firewall abre TLS, instale su autoridad en este equipo o exceptúe el servidor.
doctor-mend-proxy-user = Pregunte la dirección del proxy de esta red, con un nombre y una contraseña si los necesita, e indíquela con --proxy; o pruebe --proxy none.
doctor-mend-proxy-admin = Haga que el proxy acepte CONNECT al puerto del servidor, o indique otro con --proxy o HTTPS_PROXY.
doctor-mend-websocket-user = Compruebe que la dirección sea la de un servidor de Alongside; si lo es, algo intermedio lo bloquea, así que pruebe otra red.
doctor-mend-websocket-admin = Haga que los firewalls, proxies y proxies inversos intermedios dejen pasar WebSockets (RFC 6455) a /ws, /lane y /turn del servidor, con los encabezados Upgrade y Connection.
doctor-mend-udp-user = Una sesión también funciona por TCP, pero puede ser más lenta; otra red, como la de un teléfono, puede ser más rápida.
doctor-mend-udp-admin = Deje salir UDP al puerto 3478 del servidor y entrar las respuestas; para conexiones directas, a cualquier dirección y puerto.
doctor-mend-stun-user = Una conexión directa es poco probable, y en su lugar se usa el retransmisor o el servidor; otra red puede ser más rápida.
doctor-mend-stun-admin = Deje salir UDP al puerto STUN del servidor (3478) y entrar las respuestas.
doctor-mend-relay-udp-user = No hace falta hacer nada si funciona otro de los retransmisores de abajo; si no, pruebe otra red.
doctor-mend-relay-udp-admin = Deje pasar UDP al puerto 3478 del servidor, desde aquí y en el firewall del propio servidor.
doctor-mend-relay-tcp-user = No hace falta hacer nada si funciona otro retransmisor; si no, pruebe otra red.
doctor-mend-relay-tcp-admin = Deje pasar TCP al puerto 3478 del servidor, desde aquí y en el firewall del propio servidor.
doctor-mend-relay-tls-user = No hace falta hacer nada si funciona otro retransmisor; si no, pruebe otra red.
doctor-mend-relay-tls-admin = Deje pasar TLS hasta el puerto del servidor sin abrirlo: los firewalls que esperan HTTP dentro descartan TURN.
doctor-mend-relay-refuses-user = Avise a quien administra el servidor; puede que una sesión funcione sin el retransmisor.
doctor-mend-relay-refuses-admin = Compruebe --turn-public-ip, los puertos del retransmisor en el firewall del servidor (UDP, 32768 y superiores), y el registro de alongside-signal o del retransmisor externo.
doctor-mend-ipv6-user = No hace falta hacer nada: en su lugar se usa IPv4.
doctor-mend-ipv6-admin = Compruebe la ruta IPv6 y los firewalls entre este equipo y el servidor, o quite el registro AAAA del servidor.
doctor-mend-nat-user = No hace falta hacer nada si funciona un retransmisor; otra red puede ser más rápida.
doctor-mend-nat-admin = Haga que el NAT mantenga un solo puerto externo para cada socket interno (endpoint-independent mapping, RFC 4787), o abra puertos e indíquelos con --udp-ports.
doctor-mend-screen-user = Inicie este programa en la sesión cuya pantalla se va a compartir.
doctor-mend-screen-admin = Para compartir hace falta una sesión X11 (DISPLAY) cuya cookie pueda leer esta cuenta, o una sesión Wayland con xdg-desktop-portal, su backend para este escritorio y PipeWire (libpipewire-0.3-0).
doctor-mend-input-user = Una sesión funciona, pero quien le ayuda solo puede mirar.
doctor-mend-input-admin = El servidor X necesita sus extensiones XTEST y XInputExtension.
doctor-mend-panic-key-user = Una sesión funciona, pero no se puede compartir el control: solo se da mientras Esc pueda recuperarlo.
doctor-mend-panic-key-admin = El servidor X necesita la versión 2 de su extensión XInputExtension.
doctor-mend-encoder-user = Instale este programa de nuevo, y si no sirve, informe del fallo.
doctor-mend-encoder-admin = Compare con otro equipo: el codificador no necesita nada del sistema.
doctor-mend-policy-user = Pregunte a quien administra este equipo.
doctor-mend-policy-admin = Cambie el archivo de directivas que indica `alongside policy`.
doctor-mend-log-user = Una sesión funciona sin registro; libere espacio, o use --no-log si no quiere ninguno.
doctor-mend-log-admin = Permita que esta cuenta escriba en esa carpeta.
doctor-mend-log-required-user = Quien administra este equipo quiere que se registren todas las sesiones, así que no hay ninguna sin registro; libere espacio.
doctor-mend-log-required-admin = Permita que esta cuenta escriba en esa carpeta, o cambie `log` en las directivas.
doctor-refused-rate-limited = El servidor ha recibido últimamente demasiadas invitaciones desde su red.
doctor-refused-full = El servidor está lleno en este momento.
doctor-refused-version = El servidor es de una versión que no es compatible con este programa.
doctor-refused-otherwise = El servidor rechazó la invitación.
doctor-label-server = Servidor
doctor-label-tls = Cifrado (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Dir. propia (STUN)
doctor-label-relay-udp = Retransmisor por UDP
doctor-label-relay-tcp = Retransmisor por TCP
doctor-label-relay-tls = Retransmisor por TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Traducción (NAT)
doctor-label-port-mapping = Puerto en el router
doctor-label-screen = Pantalla
doctor-label-input = Ratón y teclado
doctor-label-panic-key = Tecla Esc
doctor-label-clipboard = Portapapeles
doctor-label-sound = Sonido
doctor-label-encoder = Codificador de video
doctor-label-policy = Directivas
doctor-label-log = Registro de sesión
doctor-server-answers = { $server } responde.
doctor-server-unreachable = No se puede llegar al servidor: { $why }.
doctor-server-silent = { $server } no responde a tiempo.
doctor-proxy-leads = El proxy { $proxy } lleva al servidor.
doctor-lane-fails = El servidor pone en contacto los dos extremos, pero su propia ruta no transporta nada: { $why }.
doctor-not-upgraded-status = El servidor responde, pero no abre ningún WebSocket (estado HTTP { $status }).
doctor-not-upgraded = El servidor responde, pero no abre ningún WebSocket.
doctor-mend-refused-version-user = Actualice este programa, o pida a quien administra el servidor que lo actualice.
doctor-mend-refused-version-admin = Use la misma versión de alongside-signal que de alongside.
doctor-mend-refused-user = Espere un minuto e inténtelo de nuevo.
doctor-mend-refused-admin = Vea en las métricas de alongside-signal qué se ha agotado; puede que haya que cambiar --max-invitations y --trusted-proxy (para las direcciones de clientes detrás de un proxy).
doctor-relay-works = Un paquete pasó por el retransmisor y volvió por { $transport }.
doctor-relay-not-offered = Este servidor no tiene retransmisor por { $transport }.
doctor-relay-fails = El retransmisor no se puede usar por { $transport }: { $why }.
doctor-refused-with = lo rechaza con el error { $code }
doctor-no-mapping-no-router = Este equipo no conoce ningún router al que pedírselo.
doctor-mend-no-router-user = Compruebe que este equipo tenga conexión; sin la ayuda del router no cambia nada más.
doctor-mend-no-router-admin = El puerto se pide a la puerta de enlace de la ruta predeterminada de IPv4, solo en Linux y Windows.
doctor-no-mapping-silent = El router no responde a esas peticiones.
doctor-mend-router-silent-user = Active UPnP, PCP o NAT-PMP en la configuración de su router, si quiere; si no, la conexión se hace sin eso.
doctor-mend-router-silent-admin = Haga que el router responda a PCP y NAT-PMP (puerto UDP 5351) o a UPnP (SSDP en el puerto UDP 1900, y su descripción y control por TCP) en esta red.
doctor-no-mapping-refused = El router se niega a abrir un puerto.
doctor-mend-router-refuses-user = Vea en la configuración de su router si este equipo puede abrir puertos.
doctor-mend-router-refuses-admin = Permita que este equipo asigne puertos UDP en las reglas del router para UPnP y PCP, y vea si están ocupados todos sus puertos.
doctor-no-mapping-not-leased = El router mantendría el puerto abierto para siempre, así que no se usó.
doctor-mend-not-leased-user = Actualice su router, o abra allí un puerto a mano e indíquelo con --udp-ports.
doctor-mend-not-leased-admin = El router tiene que terminar las asignaciones por sí solo (concesiones de 20 minutos); solo ofrece permanentes, o de más de un día.
doctor-no-mapping-not-public = A la dirección externa del propio router ({ $address }) no se llega desde internet, porque otro la traduce. Un puerto allí no sirve.
doctor-mend-not-public-user = No hace falta hacer nada si funciona un retransmisor; pida a su proveedor una dirección IPv4 pública, o IPv6.
doctor-mend-not-public-admin = Hay un segundo NAT: el de un operador (RFC 6598), u otro router entre este e internet. Ponga ese en modo puente, o asigne el puerto allí también.
doctor-screen-works = Se tomó una imagen de { $width } × { $height } píxeles.
doctor-screen-works-by = Se tomó una imagen de { $width } × { $height } píxeles con { $method }.
doctor-panic-key-missing = En este escritorio, Esc no recupera el control: termina por sí solo después de { $n } minutos.
doctor-encoder-works = Una imagen se codificó en { $kb } KB.
doctor-log-works = Se puede escribir en { $folder }.
doctor-log-fails = No se puede escribir el registro: { $why }.
doctor-through-relay = Donde eso no es posible, van por el retransmisor (por { $transports }).
doctor-relay-first = La imagen, el ratón y el teclado van por el retransmisor, por { $transports }.
doctor-would-fail = Una sesión no funcionaría: vea { $what } más arriba.

## Errors: why something could not be done

weak-unknown-word = la palabra { $n } no es de las que forman códigos
weak-too-few = se esperaban al menos { $least } palabras, y hay { $n }
weak-too-many = se esperaban como máximo { $most } palabras
weak-repeated = se esperaban palabras distintas entre sí
weak-example = se esperaban otras palabras que las del ejemplo, que todo el mundo conoce
weak-neighbours = se esperaban palabras que no estén seguidas en la lista
weak-alike = se esperaban palabras que no empiecen todas por la misma letra
name-empty = está vacío
name-too-long = tiene más de { $n } bytes
name-unprintable = contiene un carácter que no se ve
book-unknown = no hay ningún contacto { $name }. Vea: alongside contacts
book-taken = ya hay un contacto { $name }, cuyo nombre es igual o parecido. Elija otro nombre, o cambie el nombre de ese contacto u olvídelo primero
book-full = ya hay { $n } contactos. Olvide uno primero: alongside contacts forget NAME
book-nobody-offers = nadie podría ofrecer ayuda: usted no recuerda a nadie, y quien administra este equipo no nombró a nadie. Escriba /remember durante una sesión, o pida que se añada `offer.helper` a las directivas
save-occupied = { $path } existe y no es una invitación, así que se deja como está; elija otro nombre
save-exists = { $path } ya existe, así que se deja como está; elija otro nombre
save-failed = la invitación no se puede guardar como { $path }: { $why }
log-silent = el disco no responde
dial-unknown-name = no se conoce el nombre { $name }; compruébelo, y también su conexión a la red
dial-unreachable = { $name } no responde: { $why }
dial-no-certificates = este equipo no tiene una lista de certificados de confianza; instale ca-certificates
dial-certificate = { $name } no tiene un certificado válido para una conexión segura: { $why }
dial-proxy-unreachable = no se puede llegar al proxy: { $why }; indique otro con --proxy, o --proxy none
dial-proxy-needs-password = el proxy { $proxy } pide un nombre y una contraseña; indíquelos con --proxy http://NAME@{ $proxy }:PORT y --proxy-password-file FILE
dial-proxy-password = el proxy { $proxy } no acepta el nombre y la contraseña de --proxy
dial-proxy-forbids = el proxy { $proxy } no permite conectarse con { $server }; pida a quien lo administra que lo permita
dial-proxy-kind = el proxy de este sistema es del tipo { $kind }; indique un proxy HTTP con --proxy, o --proxy none
dial-proxy-lost = el proxy { $proxy } cerró la conexión: { $why }
dial-no-proxy = { $proxy } no es un proxy HTTP; indique otro con --proxy, o --proxy none
dial-proxy-status = el proxy { $proxy } no puede conectarse con { $server }: responde con el estado { $status }
rendezvous-silent = el servidor { $server } no respondió en { $n } s
rendezvous-mute = el servidor { $server } no lo dice; quizá sea demasiado antiguo o esté ocupado
rendezvous-unreachable = no se puede llegar al servidor { $server }: { $why }
listen-failed = no se puede esperar conexiones en { $address }: { $why }.
listen-in-use = Otro programa usa este puerto; elija otro con --listen ADDR:PORT
listen-not-here = Este equipo no tiene esa dirección; elija una de las suyas con --listen
listen-forbidden = Los puertos por debajo de 1024 están reservados para el sistema; elija otro con --listen
listen-otherwise = Elija otra dirección con --listen ADDR:PORT
two-servers = --server y --listen se excluyen: o bien otro servidor, o bien este equipo

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = no se puede leer la configuración { $path }: { $why }
settings-unwritable = no se puede escribir la configuración { $path }: { $why }
settings-no-folder = esta cuenta no tiene carpeta para la configuración
settings-wrong = la configuración { $path } tiene un error en la línea { $line }: { $what }
policy-unreadable = no se pueden leer las directivas { $path }: { $why }. Quien administra este equipo tiene que corregirlo
policy-owner = las directivas no son de confianza: { $path } no pertenece a quien administra este equipo ({ $owner })
policy-writable = las directivas no son de confianza: otras personas pueden cambiar { $path } ({ $how })
policy-wrong = las directivas { $path } tienen un error en la línea { $line }: { $what }
protect-unix = hace falta chmod go-w
protect-windows = en la ficha «Seguridad» de sus propiedades, permita escribir solo a los administradores y a SYSTEM
private-no-folder = esta cuenta no tiene carpeta para la configuración, así que no se puede recordar a nadie
private-exposed = { $path } no es privado: otras personas podrían leerlo o cambiarlo. Si nadie lo ha hecho, { $how }; si no, bórrelo
private-how-unix = aplique chmod 600 al archivo y chmod go-w a su carpeta
private-how-windows = deje solo su cuenta, los administradores y SYSTEM en la ficha «Seguridad» de las propiedades del archivo y de la carpeta («Opciones avanzadas» > «Deshabilitar herencia»), y que pertenezcan a su cuenta
private-owner = { $path } pertenece a otra cuenta; muévalo a otro lugar
file-unreadable = no se puede leer { $path }: { $why }
file-unwritable = no se puede escribir { $path }: { $why }
file-held = otro programa lo está usando; cierre el otro Alongside e inténtelo de nuevo
private-wrong = { $path } tiene un error en la línea { $line }: { $what }. Corríjalo, o muévalo a otro lugar para empezar de nuevo
private-form = { $path } no tiene la forma correcta; se espera: { $expected }. Corríjalo, o muévalo a otro lugar para empezar de nuevo
expected-identity = «{ $head }» y una clave en base64
log-folder-no-home = esta cuenta no tiene carpeta personal
log-leads-out = { $path } lleva fuera de la carpeta personal
log-not-there = { $path } se escribió y no está
password-file-unusable = no se puede usar el archivo { $path } con la contraseña: { $why }
secret-exposed = otras personas pueden leerlo; { $how }
secret-empty = está vacío
hide-unix = hágalo privado con chmod 600
hide-windows = deje solo su cuenta, los administradores y SYSTEM en la ficha «Seguridad» de sus propiedades («Opciones avanzadas» > «Deshabilitar herencia»)
proxy-password-no-name = --proxy-password-file necesita el nombre que espera el proxy; se espera: --proxy http://NAME@HOST:PORT, sin contraseña
wrong-value = `{ $key }`: { $why }
wrong-unknown-key = no existe la clave `{ $key }`; existen: { $known }
wrong-missing = falta `{ $key }` en `{ $table }`
wrong-twice = este valor de `{ $key }` aparece dos veces
wrong-too-many = puede haber como máximo { $most } de `{ $table }`
wrong-pair = hacen falta `{ $one }` y `{ $other }`, o ninguno de los dos
wrong-unclear = hay que cambiar `{ $key }` a mano
value-expected = se espera: { $expected }
value-got = se espera: { $expected }; hay: { $got }
kind-text = un texto
kind-number = un número
kind-flag = true o false
kind-table = una tabla
kind-list = una lista
kind-out-of-range = un número fuera de los límites
kind-fraction = un número con decimales
kind-date = una fecha
expected-setting = un texto, un número, true o false
expected-tables = una lista de tablas
expected-texts = una lista de textos
expected-name = un nombre
expected-public-key = una clave pública: 32 bytes en base64
expected-moment = un momento como { $example }
expected-time = una duración de { $least } a { $most }, por ejemplo { $example }
expected-path = una ruta absoluta
expected-range = un número de { $least } a { $most }
expected-one-of = uno de estos: { $known }
expected-bytes = como máximo { $most } bytes
expected-name-part = { $part } donde va el nombre de quien ayuda
expected-braces = ninguna llave, salvo las de { $part }
expected-no-control = ningún carácter de control, salvo los saltos de línea
expected-program = un programa con su ruta absoluta, y sus argumentos
expected-argument = { $part } en uno de los argumentos
expected-device = el nombre de un dispositivo, como máximo { $most } caracteres
expected-server = la dirección del servidor con la forma { $example }
expected-proxy = system, none, o un proxy HTTP como { $plain } o { $named }
expected-ports = un puerto, o un rango como { $example }, con puertos de 1 a 65535
expected-email = una dirección de correo como { $example }
expected-mail-host = un nombre como { $example }
expected-mail-tls = "required" o "starttls", ya que el servidor de correo no está en este equipo
expected-ending = un nombre de archivo que termine en { $ending }
expected-file = un archivo; la entrada estándar es para las respuestas
expected-address = una dirección y un puerto, por ejemplo { $example }
usage-unknown = aquí no existe { $argument }
usage-command = no existe el comando { $command }
usage-suggestion = (existe { $suggestion })
usage-no-value = { $argument } necesita un valor
usage-no-equals = { $argument } necesita = delante del valor
usage-values = { $argument } tiene demasiados valores, o muy pocos
usage-twice = { $argument } aparece dos veces, o junto a algo que lo excluye
usage-conflict = { $one } y { $other } se excluyen
usage-missing = falta: { $arguments }
usage-no-command = falta un comando, uno de: { $commands }
usage-more = Más información: { $option }

## Why the desktop cannot be shared or controlled

no-such-display = no existe la pantalla { $wanted }: elija una de { $known }, o su número contado desde 0, o all
desktop-lost = el escritorio ha desaparecido ({ $why }): inicie alongside de nuevo cuando vuelva
desktop-resource = el sistema ha negado un recurso ({ $why }): cierre algunos programas y empiece de nuevo
desktop-other-system = este sistema no tiene esa captura: quite --screen
desktop-unsupported = en este sistema todavía no se puede compartir la pantalla: use Linux con X11
x-no-display = no hay pantalla X: defina DISPLAY, o inicie alongside dentro de la sesión del escritorio
x-refused = no se puede abrir la pantalla X ({ $why }): compruebe DISPLAY y XAUTHORITY
x-guest = esta pantalla X pertenece a una sesión de Wayland y no puede mostrar su pantalla: quite --screen, e inicie alongside dentro de la sesión, donde está definido WAYLAND_DISPLAY
x-missing = el servidor X no tiene la extensión { $extension }: use un servidor X que la tenga. (--screen scrap funciona sin ella, pero entonces todas las cuentas de este equipo pueden leer su pantalla)
x-depth = la pantalla X tiene { $depth } bits por píxel: ponga su profundidad en 24
x-input = no se pudieron usar el ratón y el teclado ({ $why }): compruebe que el servidor X tenga la extensión XTEST
portal-no-bus = no hay ninguna sesión D-Bus ({ $why }): inicie alongside dentro de la sesión del escritorio
portal-none = el portal del escritorio no responde ({ $why }): instale xdg-desktop-portal y el módulo para este escritorio, por ejemplo xdg-desktop-portal-gnome, xdg-desktop-portal-kde o xdg-desktop-portal-wlr
portal-no-screen = el portal del escritorio no puede mostrar la pantalla: instale su módulo para este escritorio, por ejemplo xdg-desktop-portal-gnome, xdg-desktop-portal-kde o xdg-desktop-portal-wlr
portal-refused = la pantalla no se compartió: a la pregunta del escritorio se respondió que no
portal-unanswered = la pantalla no se compartió: no se respondió a la pregunta del escritorio
portal-failed = el portal del escritorio ha fallado ({ $why }): inicie alongside de nuevo
portal-closed = el escritorio ha dejado de compartir la pantalla
portal-slow = el portal del escritorio tarda demasiado: inicie alongside de nuevo
pipewire-missing = falta PipeWire, que transmite la pantalla de un escritorio Wayland ({ $why }): instale libpipewire-0.3-0 y pipewire
pipewire-failed = PipeWire no muestra la pantalla ({ $why }): compruebe que pipewire y wireplumber estén en marcha
wayland-no-picture = el escritorio no envía ninguna imagen: compruebe que pipewire y wireplumber estén en marcha
wayland-no-input = ningún programa puede controlar este escritorio: su portal no tiene RemoteDesktop. La pantalla se puede compartir
wayland-no-windows = un escritorio Wayland no dice qué ventanas están abiertas
wayland-not-allowed = el escritorio no deja que nadie más use el ratón y el teclado: comparta la pantalla de nuevo, y permita la interacción remota en la pregunta del escritorio
presses-not-known = este sistema no distingue si una tecla la presiona una persona o un programa
presses-other-compositor = en este escritorio Wayland hay formas de presionar teclas que aquí no se notan: solo en GNOME se distingue a una persona de un programa
presses-open-to-all = este escritorio deja que cualquier programa presione teclas sin que se note ({ $why })
presses-no-compositor = el compositor no responde ({ $why })
presses-no-bus = no se pueden observar las llamadas en el D-Bus de la sesión ({ $why })
windows-no-desktop = Windows no muestra ningún escritorio a este programa: inícielo desde el escritorio de una cuenta con la sesión iniciada
mac-no-screen = macOS no deja que alongside vea la pantalla: permítalo para alongside, o para la terminal en la que se ejecuta, en Ajustes del Sistema > Privacidad y seguridad > Grabación de pantalla, e inicie alongside de nuevo
mac-no-input = macOS no deja que alongside use el ratón y el teclado: permítalo para alongside, o para la terminal en la que se ejecuta, en Ajustes del Sistema > Privacidad y seguridad > Accesibilidad, e inicie alongside de nuevo
mac-no-esc = macOS no deja que alongside vea que se presiona Esc, que debe poder detener el control: permítalo para alongside, o para la terminal en la que se ejecuta, en Ajustes del Sistema > Privacidad y seguridad > Monitorización de entrada, e inicie alongside de nuevo
mac-secure-input = un campo de contraseña, o un programa con «Entrada de teclado segura», tiene el teclado solo para sí, de modo que alongside no vería Esc: salga de ahí, y comparta el control de nuevo
mac-no-display = macOS no tiene ninguna pantalla encendida: active o conecte una, e inicie alongside de nuevo
mac-one-display = un Mac comparte una pantalla a la vez: elija una de { $known }, o su número contado desde 0
mac-other-capture = esta captura no es para macOS: quite --screen
mac-stopped = se dejó de compartir desde la barra de menús de macOS: inicie alongside de nuevo para compartir
mac-capture = macOS no da ninguna imagen de la pantalla ({ $why }): inicie alongside de nuevo
mac-silent = macOS no responde ({ $why }): inicie alongside de nuevo
mac-event = macOS rechazó una entrada: compruebe Ajustes del Sistema > Privacidad y seguridad > Accesibilidad
input-character = ninguna tecla de este escritorio puede escribir ese carácter
input-out-of-reach = delante hay una ventana que se ejecuta como administrador: no acepta nada de este programa
input-not-taken = el escritorio no acepta ninguna entrada ahora
input-ended = ya no se usan el ratón y el teclado: inicie alongside de nuevo
clipboard-unsupported = en este escritorio todavía no se puede compartir el portapapeles
encoder-failed = la imagen de la pantalla no se puede codificar ({ $why }): inicie alongside de nuevo
appearance-foreign = { $path } no es un archivo de alongside ({ $why }): no se cambia nada. Si su escritorio se ve como debe, elimine este archivo
appearance-unusable = no se puede usar { $path }: { $why }
appearance-no-place = esta cuenta no tiene ninguna carpeta donde guardar cómo se veía el escritorio
appearance-busy = otro alongside ha cambiado este escritorio, y lo restaurará cuando termine
appearance-left =
    { $n ->
        [one] ahora no se puede restaurar { $n } ajuste del escritorio
       *[other] ahora no se pueden restaurar { $n } ajustes del escritorio
    }

## What each command does: in the help of the command line and in the manual pages

help-program = Asistencia remota en la que quien ayuda solo necesita un navegador
help-share = Invitar a alguien a ver esta pantalla y, si usted está de acuerdo, a compartir el control
help-listen = Esperar a que se ofrezca ayuda: un contacto, o alguien a quien nombró quien administra este equipo
help-contacts = Mostrar, cambiar de nombre y olvidar los contactos
help-contacts-forget = Olvidar un contacto. Esa persona ya no podrá venir sin código
help-contacts-rename = Cambiar el nombre de un contacto
help-contacts-key = Mostrar la clave pública por la que quienes ayudan reconocen este equipo
help-doctor = Probar lo que necesita una sesión: servidor, red, pantalla, entrada. Dice qué pasará y cómo arreglar lo que falle
help-policy = Mostrar qué vale en este equipo y quién lo decidió: las directivas y los ajustes de usted
help-completions = Mostrar lo que necesita su shell para completar esta línea de comandos
help-log = Enumerar, mostrar y comprobar los registros de sesiones pasadas
help-log-list = Enumerar los registros de sesión de esta cuenta
help-log-show = Mostrar un registro de sesión
help-log-verify = Comprobar que un registro de sesión está como se escribió, y que dos copias de él coinciden
help-restore-desktop = Devolver al escritorio su aspecto anterior, tras una sesión que no terminó bien
help-listen-more = Las directivas tienen que permitirlo. Se le pregunta cada vez antes de que alguien vea algo, y continúa hasta que usted presione Ctrl+C.
help-doctor-more = No se comparte nada y nadie puede conectarse. Código de salida: 0 si una sesión funcionaría, 1 si no.
help-policy-more = Con opciones de `alongside share`, muestra lo que resultaría de ellas.
help-restore-desktop-more = `alongside share` hace lo mismo por sí solo al iniciarse.
