# The Helper’s page, in Spanish (neutral, international).
#
# «equipo» is the computer (ordenador, computadora), «clave» the key of a person, «tecla» a key of the keyboard, «monitor» one display,
# «imagen» the moving picture, «captura» a picture taken of it, «permiso» a right, «quien administra» the owner of a computer.
# «permitir entrar» is to let in; with it nobody’s gender shows (le permitió, not lo/la dejó).

## The first page.

brand = Alongside
headline = Ayude a otra persona a manejar su equipo
lead = Pida el código de invitación a la persona a la que ayuda. Verá su pantalla cuando diga que sí, y nada antes.
code-label = Código de invitación
code-hint = Un número y tres palabras, tal como los oye. También sirve un enlace.
code-words-hint = El número ya venía en el enlace. Ahora pida las palabras y escríbalas aquí.
code-file-hint = El número ya venía en la invitación de { $user }. Ahora pida las palabras y escríbalas aquí.
code-example = 7-gato-nube-puente
open-invitation = Abrir archivo de invitación
drop-invitation = También puede soltarlo en cualquier parte de esta página.
file-no-invitation = Este archivo no es una invitación de Alongside. Elija el que termina en .alongside-invite.
file-too-large = Este archivo es demasiado grande para ser una invitación. Elija el que termina en .alongside-invite.
file-unreadable = No se pudo leer el archivo. Guárdelo en su equipo y ábralo desde allí.
file-other-version = Esta invitación se creó con otra versión de Alongside. Vuelva a cargar esta página; si no sirve, pida el código.
file-expired = El tiempo de la invitación ha terminado. Pida una nueva a { $user }.
file-elsewhere = Esta invitación pertenece a otro servidor. Si conoce la dirección y confía en ella, vaya allí:
name-label = Su nombre
name-hint = La persona a la que ayuda lo ve cuando se le pregunta si le permite entrar.
suggestions = Palabras que coinciden
connect = Conectar
connecting = Conectando…
privacy = La pantalla, el teclado y el chat van cifrados de extremo a extremo entre ustedes dos. Ningún servidor en el camino puede leerlos.
about = Acerca de esta página
about-build = La compilación de esta página. «alongside --version --verbose» en el otro equipo muestra la misma, salvo que uno de los dos sea más antiguo.
language = Idioma
no-script = Alongside necesita JavaScript y WebAssembly para mostrar otra pantalla. Permítalos en esta página o use otro navegador.
broken = Alongside no pudo iniciarse en este navegador. Vuelva a cargar la página; si no sirve, use una versión actual de Chrome, Edge, Firefox o Safari.
name-missing = Escriba su nombre, para que la otra persona sepa quién pide entrar.
name-too-long = Este nombre es demasiado largo. Acórtelo, por favor.
name-unprintable = Este nombre contiene un carácter que no se ve. Escríbalo de nuevo, por favor.
code-missing = Escriba el código: un número y tres palabras, por ejemplo 7-gato-nube-puente.
code-slot = El código empieza por un número, por ejemplo 7-gato-nube-puente.
code-too-few = El código tiene un número y tres palabras; falta una palabra.
code-too-long = Esto es más largo que un código, que tiene un número y tres palabras.
code-unknown-word = «{ $word }» no es una palabra de las que forman los códigos. Pregunte de nuevo o pida que se la deletreen.
code-lists-missing = «{ $word }» no es una palabra inglesa de los códigos, y las palabras de otros idiomas no se pudieron cargar. Compruebe la palabra y pulse «Conectar» de nuevo.

## People whom the Helper knows.

queue-title = Esperando ahora
queue-asks-now = pide ayuda · desde hace un momento
queue-asks-minutes = pide ayuda · espera desde hace { $n } min
queue-asks-hours = pide ayuda · espera desde hace { $n } h
queue-listens = se le puede ofrecer ayuda
queue-first = Primera vez. La huella de la clave de ese equipo es { $fingerprint }; para compararla, «alongside contacts key» la muestra allí.
queue-other-key = Esta no es la clave de su contacto { $user }. Puede que alguien use el nombre, o que Alongside se haya instalado de nuevo allí: pregunte. Si no tiene dudas, olvide primero el contacto.
queue-help = Ayudar a { $user }
queue-offer = Ofrecer ayuda a { $user }
queue-announce = { $user } pide ayuda.
queue-gone = { $user } ya no espera.
queue-away = No hay conexión con el servidor. En cuanto vuelva, aquí se verá quién espera.
people-section = Personas
people-title = Personas que conoce
people-person = Última sesión: { $date }
people-computer = Equipo, última sesión: { $date }
forget = Olvidar
forget-whom = Olvidar a { $user }
forget-ask = ¿Olvidar a { $user }? Para volver a encontrarse, necesitarán un código.
forget-yes = Olvidar
forget-no = Conservar
forget-failed = El navegador no permitió olvidar a { $user }. Vuelva a cargar la página e inténtelo de nuevo.
key = Su clave
key-text = Para quien administra los equipos a los que usted ayuda: con esta clave en su archivo de directivas, usted podrá ofrecer ayuda a esos equipos. Cualquiera puede conocerla.
key-label = Clave
key-fingerprint = Huella
key-copy = Copiar clave
key-copied = Copiada
key-here = Pertenece a este navegador en este equipo, y se pierde si se borran los datos guardados de la página.
unable-store = Este navegador no guarda nada para esta página, así que no puede tener una clave ni recordar a nadie. Todo lo demás funciona.
unable-crypto = Este navegador no puede crear una clave del tipo necesario (X25519), así que no puede recordar a nadie. Todo lo demás funciona. Una versión actual de Chrome, Edge, Firefox o Safari sí puede.
unable-insecure = Los navegadores solo crean claves en páginas que llegan por https, así que aquí no se puede recordar a nadie. Todo lo demás funciona.
remember = Recordarse mutuamente
remember-busy = Recordando…
remember-hint = La próxima vez se encontrarán sin código.
remember-known = Ya se recuerdan mutuamente.
remember-question = { $user } propone que se recuerden mutuamente, para que la próxima vez se encuentren sin código. De todos modos, cada vez se le preguntará a { $user }.
remember-yes = Sí, recordar
remember-no = No
remember-resembles = Usted tiene un contacto que se llama así, o casi. Nada prueba que { $user } sea la misma persona: quien da un código puede usar cualquier nombre. Si tiene dudas, pregunte algo que solo esa persona sepa.
remember-other-key = Esta no es la clave de su contacto { $user }. Puede que otra persona use el nombre, o que Alongside se haya instalado de nuevo allí. No se cambió nada. Si no tiene dudas de que es { $user }, olvide primero el contacto y luego vuelvan a recordarse mutuamente.
remember-read = He leído esto

## The bar.

toolbar = Sesión
request-control = Pedir el control
control-asked = Pidiendo el control…
give-up-control = Devolver el control
send-keys = Enviar teclas
keys-last = Últimas teclas
keys-again = Otra vez: { $keys }
keys-actions = Acciones
keys-system = Teclas del sistema
keys-function = Teclas de función
keys-other = Otras teclas…
keys-dialog = Otras teclas
keys-hint = Elija una tecla y las que se mantienen presionadas con ella. En la lista de teclas también puede presionarlas.
keys-key = Tecla
keys-send = Enviar
intent-copy = Copiar
intent-cut = Cortar
intent-paste = Pegar
intent-undo = Deshacer
intent-select-all = Seleccionar todo
intent-find = Buscar
intent-task-manager = Administrador de tareas
intent-run = Ejecutar un programa
key-control = Ctrl
key-alt = Alt
key-shift = Mayús
key-super = Super
key-windows = Windows
key-command = Cmd
key-option = Opción
key-escape = Esc
key-tab = Tab
# «Intro» is printed in Spain only; «Enter» is understood everywhere.
key-enter = Enter
key-space = Espacio
key-backspace = Retroceso
key-delete = Supr
key-insert = Insert
key-home = Inicio
key-end = Fin
key-page-up = Re Pág
key-page-down = Av Pág
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Impr Pant
key-scroll-lock = Bloq Despl
key-pause = Pausa
key-menu = Menú
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
take-picture = Hacer una captura
fullscreen = Pantalla completa
keyboard = Teclado en pantalla
trackpad = Usar como panel táctil
touch-keys = Teclas
statistics = Estadísticas
point = Señalar
point-hint = Señale algo y haga clic para mostrar dónde hay que hacer clic. { $user } lo ve; no se hace clic en nada.
point-asked = Preguntando a { $user }
point-missing = En el equipo de { $user } no se puede señalar ni dibujar, o quien lo administra no lo permite.
draw = Dibujar
draw-tools = Dibujo
draw-freehand = Línea
draw-arrow = Flecha
draw-rectangle = Recuadro
draw-text = Texto
draw-step = Paso
draw-color = Color
draw-red = Rojo
draw-orange = Naranja
draw-green = Verde
draw-blue = Azul
draw-purple = Morado
draw-keep = Conservar
draw-undo = Deshacer
draw-clear = Borrar todo
draw-words = Texto para colocar
draw-words-hint = Escriba y luego presione sobre la imagen
draw-words-refused = Este texto es demasiado largo o tiene caracteres que no se pueden dibujar. Cámbielo antes de colocarlo.
steps-done =
    { $count ->
        [one] { $done } de { $count } paso hecho
       *[other] { $done } de { $count } pasos hechos
    }
steps-done-at =
    { $count ->
        [one] { $done } de { $count } paso hecho. El paso { $step } está en «{ $element }»
       *[other] { $done } de { $count } pasos hechos. El paso { $step } está en «{ $element }»
    }
clipboard-cancel = Detener la copia
files-send = Enviar archivo
files-send-folder = Enviar carpeta
files-title = Archivos
files-folder =
    { $n ->
        [one] { $file } ({ $n } archivo)
       *[other] { $file } ({ $n } archivos)
    }
files-get = Recibir
files-pause = Pausar
files-resume = Reanudar
files-cancel = Cancelar
files-asked = preguntando a { $user }
files-waiting = espera a los demás
files-offered = { $user } quiere enviarle este archivo ({ $size })
files-offered-folder = { $user } quiere enviarle esta carpeta, como un solo archivo ZIP ({ $size })
files-offered-list = { $user } quiere enviarle esta carpeta, como un solo archivo ZIP ({ $size }): { $list }
files-offered-list-more =
    { $n ->
        [one] { $user } quiere enviarle esta carpeta, como un solo archivo ZIP ({ $size }): { $list }; y { $n } archivo más
       *[other] { $user } quiere enviarle esta carpeta, como un solo archivo ZIP ({ $size }): { $list }; y { $n } archivos más
    }
files-item = { $file }, { $size }
files-and = { $list }; { $file }
files-progress = { $done } / { $size }
files-paused = en pausa
files-sent = { $user } ya lo tiene
files-saved = guardado en sus descargas
files-cancelled = cancelado
files-not-allowed = ya no está permitido
files-changed = se modificó durante el envío
files-damaged = se dañó por el camino
files-disk-full = el disco está lleno
files-reloaded = la página se volvió a cargar
files-stalled = no ha llegado nada desde hace 5 minutos
files-unanswered = se ofreció durante 15 minutos y no se recibió
files-missing = archivos que no llegaron: { $n } de { $count } ({ $reason })
files-no-room-here = su navegador no tiene espacio suficiente: libere espacio en el disco y vuelva a pedirlo
files-too-large-here = demasiado grande: en esta página su navegador puede guardar archivos de hasta 500 MB. Abra la página por https, en un navegador actual y no en una ventana privada
files-scanner = el antivirus del equipo de { $user } no lo deja pasar
files-failed = no se pudo leer o escribir
rights = Permisos
clipboard = Portapapeles
clipboard-title = Lo que comparten por el portapapeles
clipboard-got = Lo que copió la otra persona
clipboard-copy = Copiar
clipboard-got-picture = La imagen que copió la otra persona
clipboard-picture-hint = Para copiar la imagen, presiónela con el botón derecho del ratón o manténgala presionada, o bien guárdela.
clipboard-save = Guardar imagen
clipboard-text = Texto o imagen para el otro portapapeles
clipboard-hint = Escriba, o pegue un texto o una imagen
clipboard-picture = La imagen que usted pegó
clipboard-send = Enviar
clipboard-progress = Portapapeles en camino
rights-no-clipboard = No se puede compartir el portapapeles: el otro equipo no lo ofrece.
rights-title = Lo que usted puede hacer
rights-picture = Ver la pantalla
rights-control = Usar el ratón y el teclado
rights-point = Señalar y dibujar en la pantalla
rights-read = Recibir lo que copie { $user }
rights-write = Poner algo en el portapapeles de { $user }
rights-file-in = Enviar archivos, con una pregunta cada vez
rights-file-out = Recibir archivos que elija { $user }
rights-other = Algo que esta página no conoce
rights-held = hasta que alguien lo termine
rights-this-time = una vez
rights-minutes = durante { $time } más
rights-session = hasta que termine la sesión
rights-not = ahora no
rights-asked = preguntando a { $user }
rights-ask = Pedir
rights-give-up = Devolver
rights-stop-asking = Dejar de pedirlo
display = Monitor
display-main = { $display } (principal)
all-displays = Todos los monitores
zoom = Zoom
zoom-fit = Ajustar
zoom-actual = 1:1
zoom-fill = Llenar
chat = Chat
chat-unread =
    { $n ->
        [one] Chat, { $n } mensaje sin leer
       *[other] Chat, { $n } mensajes sin leer
    }
disconnect = Desconectar
view-only-hint = { $user } comparte la pantalla solo para que usted la vea.

## The picture.

remote-screen = Pantalla remota
remote-screen-help = Todo lo que escriba va al equipo remoto, también la tecla Tab. Para volver a la barra de herramientas, presione Ctrl, Alt y Mayús a la vez y suéltelas.
text-sink = Texto para el equipo remoto

## The panel.

panel = Chat y registro
log-label = Chat y registro
message = Mensaje
send = Enviar
save-log = Guardar registro
save-last-log = Guardar el registro de su última sesión
close-panel = Cerrar
log-empty = Aquí se ve lo que escriben y lo que ocurre en la sesión.
you = Usted
under-control = En el equipo de { $user }, mientras ustedes comparten el control
# Feminine «la» everywhere, so that «de» and «a» before it never contract.
the-user = la otra persona

## Statistics.

stat-frames = Fotogramas
stat-size = Tamaño
stat-latency = Antigüedad de la imagen
picture-old = La imagen es de hace { $age } s
stat-input = De la acción a la imagen
stat-round-trip = Ida y vuelta
stat-rate = Velocidad
stat-lost = Paquetes perdidos
stat-path = Ruta
stat-decoder = Decodificador
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
# They follow «Ruta», which is feminine.
path-direct = directa
path-relay = por retransmisor
path-server = por servidor

## The phase, in words.

status-idle = Sin conexión
status-joining = Comprobando el código
status-waiting = Esperando el permiso
status-screen = Pantalla compartida
status-control = Control compartido
status-paused = Pantalla compartida, en pausa
status-prompt = Aviso del sistema abierto
reconnecting = Conectando de nuevo…
time-left = Quedan { $time }
status-interrupted = Conexión interrumpida
status-ended = Terminada

## Cards.

connecting-title = El código es correcto
connecting-text = Buscando el camino más corto hasta el equipo de { $user }.
asking-title = Preguntando a { $user }
asking-text = Verá la pantalla en cuanto { $user } le permita entrar. Puede tardar hasta un minuto.
prompt-title = { $user } está respondiendo a un aviso del sistema
prompt-text = Solo esa persona puede verlo y responderlo. La imagen volverá sola; mientras tanto, puede usar el chat.
paused-title = { $user } puso la imagen en pausa
paused-text = En este momento no se envía nada de la pantalla. Puede seguir usando el chat.
interrupted-title = Conexión interrumpida
interrupted-text = Desde hace un momento no llega nada del equipo de { $user }. Se soltaron todas las teclas. La sesión sigue por sí sola en cuanto vuelva la red.
ended-title = La sesión ha terminado
failed-title = No hay conexión
again = Conectar de nuevo
check-network = Comprobar este navegador y su red

## Why it ended.

end-user-left = { $user } se desconectó.
end-helper-left = Usted se desconectó.
end-declined = { $user } no le permitió entrar. Si fue un error, pida un código nuevo.
end-no-answer = { $user } no respondió en un minuto, y eso cuenta como un no. Llame a { $user } e inténtelo otra vez con un código nuevo.
end-connection-lost = Se perdió la conexión con el equipo de { $user }. Para continuar, pida un código nuevo.
end-no-path = El código era correcto, pero no se encontró un camino entre los dos equipos. Puede que lo bloquee un firewall en uno de los dos lados; con otra red puede funcionar.
end-expired = El tiempo de la invitación ha terminado. Pida un código nuevo.
end-burnt = Demasiados códigos incorrectos: esta invitación ya no es válida. Pida un código nuevo.
end-fault = El otro lado envió algo que no se puede entender, así que se cerró la conexión. Vuelva a cargar la página y pida un código nuevo.
end-version = Los dos lados tienen versiones que no se entienden entre sí. Vuelva a cargar esta página; si no sirve, { $user } necesita un Alongside más reciente.
end-no-screen = La pantalla de { $user } ya no se puede compartir.
end-no-decoder = Este navegador no puede mostrar la imagen: no tiene video H.264. Use Chrome, Edge o Safari, o permita H.264 en este. La invitación no se ha gastado.
end-server-unreachable = No hubo conexión con el servidor que pone en contacto los dos equipos. Compruebe su red e inténtelo de nuevo.
end-server-lost = El servidor dejó de responder antes de que se conectaran. Inténtelo de nuevo en un momento.
end-not-answering = El otro equipo no responde. ¿Sigue abierto Alongside allí? Inténtelo de nuevo en un momento.
end-tried-too-often = Este código se probó tres veces, y no respondió nadie que lo conozca. No se prueba más, porque un servidor deshonesto podría adivinarlo. Pida un código nuevo. Si eso tampoco sirve, use otro servidor.
refused-unknown = Ninguna invitación espera con este número. Compruebe el número o pida un código nuevo.
refused-taken = Otra persona ya usó esta invitación para ayudar. Pida un código nuevo.
refused-busy = Otra persona está probando esta invitación en este momento. Inténtelo de nuevo en unos segundos.
refused-revoked = La invitación fue retirada. Pida un código nuevo.
refused-wrong-code = Las palabras no son las correctas. Repásenlas entre ustedes e inténtelo de nuevo; después de tres códigos incorrectos, la invitación deja de ser válida.
refused-rate-limited = Demasiados intentos. Espere un minuto e inténtelo de nuevo.
refused-full = El servidor está lleno en este momento. Inténtelo de nuevo en unos minutos.
refused-version = Esta página es de una versión distinta de la del servidor. Vuelva a cargarla.
refused-protocol = El servidor no entendió esta página. Vuelva a cargarla e inténtelo de nuevo.

## The same, when the Helper came without a code.

status-calling = Llamando
known-connecting-title = El equipo de { $user } reconoció su clave
known-unknown = { $user } ya no espera.
known-taken = Otra persona ya está ayudando a { $user }.
known-busy = Otra persona se está conectando con { $user }. Inténtelo de nuevo en unos segundos.
known-wrong = El equipo de { $user } no reconoce su clave; puede que la haya olvidado. Pida un código.
known-declined = { $user } no le permitió entrar. Si fue un error, llame a { $user } e inténtelo de nuevo.
known-no-answer = { $user } no respondió en un minuto, y eso cuenta como un no. Llame a { $user } e inténtelo de nuevo.
known-lost = Se perdió la conexión con el equipo de { $user }. En cuanto { $user } vuelva a esperar, aparecerá en la primera página.
known-no-path = El equipo de { $user } reconoció su clave, pero no se encontró un camino entre los dos equipos. Puede que lo bloquee un firewall en uno de los dos lados; con otra red puede funcionar.

## Notes.

note-granted = Ahora comparten el control. Su ratón y su teclado funcionan en el equipo de { $user }.
note-declined = { $user } no permitió el control.
note-no-answer = { $user } no respondió a la petición de control.
note-view-only = { $user } comparte la pantalla solo para que usted la vea.
note-too-often = No se volverá a preguntar a { $user }: el control se rechazó demasiadas veces.
note-no-input = El equipo de { $user } no se puede controlar a distancia.
note-paused = { $user } puso la pantalla en pausa. Vuelva a pedirlo cuando se vea otra vez.
note-ended-by-user = { $user } dejó de compartir el control.
note-ended-by-helper = Usted devolvió el control.
note-right-declined = { $user } no lo permitió.
note-right-no-answer = { $user } no respondió. Vuelva a pedirlo si todavía hace falta.
note-right-withdrawn = Ya no se lo pide a { $user }.
note-right-too-often = No se volverá a preguntar a { $user }: se rechazó demasiadas veces.
note-right-paused = { $user } puso la pantalla en pausa. Vuelva a pedirlo cuando se vea otra vez.
note-right-unavailable = El equipo de { $user } no puede hacer esto, o quien lo administra no lo permite.
note-no-such-key = No se escribió un carácter: el teclado del equipo de { $user } no tiene una tecla para él. Pida a { $user } que lo escriba o que añada esa distribución de teclado.
note-out-of-reach = La ventana que está delante no acepta el ratón ni el teclado de usted, solo los de { $user }. Pida a { $user } que la use.
note-not-taken = El equipo de { $user } no aceptó ahora el ratón ni el teclado de usted. Inténtelo de nuevo, por favor.
note-too-much = Se perdió una parte de lo que usted escribió o hizo: fue más de lo que el equipo de { $user } acepta de una vez. Hágalo de nuevo en partes más pequeñas, por favor.
note-files-reloaded = Usted volvió a cargar la página, y por eso se detuvieron los archivos que no estaban completos. Elija de nuevo los que envía usted; los de { $user } se le ofrecerán otra vez.
note-no-folders = El Alongside de { $user } es más antiguo y no acepta carpetas. Envíe los archivos sueltos, o la carpeta como archivo ZIP.
note-folder-too-large = No se puede enviar una carpeta con más de 1000 archivos, o con más de 16 carpetas una dentro de otra. Envíela como archivo ZIP.
note-folder-unreadable = No se pudo leer la carpeta.
note-folder-empty = No hay ningún archivo en esta carpeta.
note-other-version = El Alongside de { $user } es de otra versión; puede que falte algo.
note-other-page = Esta página es de otra compilación que el Alongside del otro equipo. Si esto le sorprende, compare «Acerca de esta página» con «alongside --version --verbose» allí.
note-tiles = Este navegador no decodifica video aquí, así que la imagen llega como imágenes fijas, unas pocas por segundo. Para tener video, abra esta página por https o use una versión actual de Chrome, Edge, Firefox o Safari.
note-log-differs = Lo que dice el equipo de { $user } sobre el registro de la sesión no encaja. Esta página continúa con un registro propio.
note-log-disputed = El equipo de { $user } anotó en el registro de la sesión algo que no ocurrió en esta página. Esta página no lo ha firmado, y así consta en la copia de usted del registro.
note-log-begins = La página se volvió a cargar y no pudo conservar el registro de la sesión. Desde aquí continúa con un registro propio.
note-log-not-saved = El navegador no permitió guardar el registro.
note-picture-taken = Captura hecha: { $file }. Se avisa a { $user }, y así consta en el registro.
note-picture-not-saved = El navegador no permitió guardar la captura.
note-copy-came = Lo que copió { $user } está en el portapapeles de usted.
note-copy-waits = { $user } copió algo. Abra «Portapapeles» para tomarlo.
note-copy-stopped = Lo que usted pegó no llegó al portapapeles de { $user }.
note-copy-too-large = Lo que usted pegó es demasiado grande: el máximo son 16 MB.
no-picture-missing = Todavía no hay imagen.
no-picture-paused = { $user } puso la imagen en pausa, así que no se puede hacer una captura.
no-picture-prompt = { $user } está respondiendo a un aviso del sistema, así que no se puede hacer una captura.
no-picture-old = La imagen no es actual. Haga la captura en cuanto vuelva a serlo.
no-picture-too-often = Espere unos segundos antes de hacer otra captura.
note-chat-too-long = Este mensaje es demasiado largo. Envíelo por partes, por favor.
note-remembered = Desde ahora, usted y { $user } se recuerdan mutuamente.
note-remembered-already = Usted y { $user } ya se recuerdan mutuamente.
not-remembered-declined = { $user } prefiere que no se recuerden mutuamente.
not-remembered-no-answer = { $user } no respondió si quiere que se recuerden mutuamente.
not-remembered-too-often = No se volverá a preguntar a { $user } si quiere que se recuerden mutuamente.
not-remembered-theirs = El equipo de { $user } no puede recordar a nadie, o a nadie más.
not-remembered-our-proof = El equipo de { $user } no aceptó su clave. No se recordó nada.
not-remembered-by-helper = Usted prefiere que { $user } y usted no se recuerden mutuamente.
not-remembered-other-key = No se recordó: esta no es la clave de su contacto { $user }.
not-remembered-full = Ya tiene tantos contactos como se pueden guardar. Olvide uno primero.
not-remembered-unable = Este navegador no puede guardar una clave ni un contacto para esta página, así que no puede recordar a nadie.
not-remembered-their-proof = No se pudo probar la clave de { $user }. No se recordó nada.

## The log as it is shown.

log-went = Usted acudió a ayudar a { $user }.
log-remembered = Usted y { $user } se recuerdan mutuamente.
log-opened = Usted usó la invitación.
log-connected = { $user } le permitió entrar.
log-requested = Usted pidió el control.
log-granted = { $user } permitió el control.
log-control-ended = El control terminó.
log-read-requested = Usted pidió recibir lo que copie { $user }.
log-read-granted = { $user } le permite recibir lo que copie.
log-read-ended = Usted ya no recibe lo que copia { $user }.
log-write-requested = Usted pidió poner algo en el portapapeles de { $user }.
log-write-granted = { $user } le permite poner algo en su portapapeles.
log-write-ended = Usted ya no puede poner nada en el portapapeles de { $user }.
log-file-went = Un archivo de usted está en el equipo de { $user }.
log-file-came = { $user } le envió un archivo.
log-file-failed = Un archivo no se envió hasta el final.
log-other-requested = Usted pidió un permiso.
log-other-granted = { $user } lo permitió.
log-other-ended = Terminó un permiso de usted.
log-paused = { $user } puso la imagen en pausa.
log-unpaused = La imagen continúa.
log-picture-taken = Usted hizo una captura de la pantalla.
log-copy-came = Le llegó lo que copió { $user }.
log-copy-went = Lo que usted copió está en el portapapeles del equipo de { $user }.
log-reloaded = Usted volvió a cargar la página. Lo que había aquí antes está en el registro que puede guardar.
log-resumed = La conexión ha vuelto.

## Pieces of a text

decimal-mark = ,
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
size-gigabytes = { $size } GB
percent = { $n } %
act-on = { $act }: { $what }
session-heading = Sesión
