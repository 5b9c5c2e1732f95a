## The manifest of the installed page

manifest-description = Ayude a otra persona a manejar su equipo

## The page of checks

title = Comprobar este navegador y su red
lead = Aquí se prueba de verdad lo que hace falta para ayudar. No se comparte la pantalla de nadie, y no se guarda nada.
checks = Lo que se probó
checking = Comprobando. Esto tarda hasta quince segundos.
works = Una sesión funcionaría con este navegador.
fails = Una sesión no funcionaría con este navegador.
will-happen = Lo que ocurrirá
again = Comprobar otra vez
back = Volver a Alongside
for-admin = Para quien administra el sistema: { $text }
result-yes = Funciona
result-no = No funciona
result-none = No se probó

## The names of the checks

label-secure = Página segura
label-websocket = Servidor
label-lane = Ruta por el servidor
label-webrtc = WebRTC
label-h264 = H.264 en WebRTC
label-webcodecs = H.264 en WebCodecs
label-udp = UDP
label-stun = Dir. propia (STUN)
label-relay-udp = Retransmisor por UDP
label-relay-tcp = Retransmisor por TCP
label-relay-tls = Retransmisor por TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = Esta página se cargó de forma segura.
secure-no = Esta página se cargó sin HTTPS, así que el navegador no le ofrece algunas funciones, entre ellas WebCodecs.
secure-mend = Abra la dirección con https, si la hay. Las sesiones funcionan sin ella; por el servidor, la imagen consta entonces de imágenes fijas.
secure-admin = Dele al servidor un certificado (--tls-cert), o póngalo detrás de un proxy inverso que tenga uno.
websocket-yes = El servidor pone en contacto los dos extremos.
websocket-no = El servidor no abre ningún WebSocket para este navegador, o no acepta ahora una invitación.
websocket-mend = Espere un minuto y compruebe otra vez; si sigue igual, pruebe otra red u otro navegador.
websocket-admin = Haga que los proxies, firewalls y filtros intermedios dejen pasar WebSockets (RFC 6455) a /ws, /lane y /turn.
lane-yes = La ruta propia del servidor transporta mensajes.
lane-no = La ruta propia del servidor no transporta nada.
lane-none = Este servidor no tiene una ruta propia para la imagen.
lane-mend = No hace falta hacer nada si funciona el retransmisor; si no, pruebe otra red.
lane-admin = Haga que los proxies, firewalls y filtros intermedios dejen pasar WebSockets (RFC 6455) a /lane.
webrtc-yes = Este navegador tiene WebRTC.
webrtc-no = WebRTC falta o está desactivado en este navegador, así que todo va por el servidor.
webrtc-mend = Use una versión actual de Chrome, Edge, Firefox o Safari, sin extensiones que desactiven WebRTC.
webrtc-admin = Haga que las directivas de este navegador permitan WebRTC.
h264-yes = Este navegador muestra el video H.264 de una conexión directa.
h264-no = Este navegador no tiene H.264 en WebRTC; el video llega entonces como mensajes, para WebCodecs.
h264-mend = Firefox descarga por sí solo su complemento H.264 (OpenH264) al cabo de un rato: véalo en sus complementos. Si no, use Chrome, Edge o Safari.
h264-admin = Deje que Firefox descargue OpenH264, o instale códecs de H.264 en este equipo.
webcodecs-yes = Este navegador decodifica el H.264 que llega como mensajes, como por el servidor.
webcodecs-no = Este navegador no puede decodificar el H.264 que llega como mensajes: por el servidor, la imagen consta de imágenes fijas, unas pocas por segundo.
webcodecs-mend = Use una versión actual de Chrome, Edge, Firefox o Safari, y una página con https.
webcodecs-admin = Ofrezca esta página con https: los navegadores tienen WebCodecs solo en páginas seguras.
udp-yes = Los paquetes UDP llegan al servidor, y sus respuestas vuelven.
udp-no = No vuelve ningún paquete UDP del servidor.
udp-mend = Una sesión también funciona por TCP, pero puede ser más lenta; otra red puede ser más rápida.
udp-admin = Deje salir UDP al puerto 3478 del servidor y entrar las respuestas; para conexiones directas, a cualquier dirección y puerto.
stun-yes = El servidor le dice a este navegador su dirección externa.
stun-no = El servidor no le dice a este navegador su dirección externa, así que una conexión directa es poco probable.
stun-none = Este servidor no indica ningún servidor STUN.
stun-mend = No hace falta hacer nada si funciona un retransmisor; otra red, o un navegador sin extensión de VPN, puede ser más rápido.
stun-admin = Deje salir UDP al puerto STUN del servidor (3478), y haga que las directivas de este navegador permitan UDP sin proxy.
relay-yes = Unos mensajes pasaron por el retransmisor y volvieron por { $transport }.
relay-no = No llega nada por el retransmisor por { $transport }.
relay-none = Este servidor no tiene retransmisor por { $transport }.
relay-mend = No hace falta hacer nada si funciona otro retransmisor o la ruta por el servidor; si no, pruebe otra red.
relay-udp-admin = Deje pasar UDP al puerto 3478 del servidor, desde aquí y en el firewall del propio servidor.
relay-tcp-admin = Deje pasar TCP al puerto 3478 del servidor, desde aquí y en el firewall del propio servidor.
relay-tls-admin = Deje pasar TLS hasta el puerto del servidor sin abrirlo: los firewalls que esperan HTTP dentro descartan TURN.
not-tried-server = No se probó, porque no se pudo usar el servidor.
not-tried-webrtc = No se probó, porque no hay WebRTC.
not-tried-udp = No se probó, porque este servidor no tiene STUN ni retransmisor.

## What will happen: the paths of the picture, one sentence each

direct = La imagen llega directamente del otro equipo, si su red lo permite.
near = La imagen llega directamente si el otro equipo está en la misma red.
relay-then = Donde eso no es posible, llega por el retransmisor (por { $transports }).
relay-first = La imagen llega por el retransmisor, por { $transports }.
server-then = Donde no es posible otra cosa, llega por el servidor.
server-first = La imagen llega por el servidor, que es la ruta más lenta.
no-server = No se le puede poner en contacto con nadie: vea «Servidor» arriba.
stills = Consta de imágenes fijas, unas pocas por segundo, porque este navegador no decodifica video: vea H.264 arriba.
stills-server = Por el servidor, consta de imágenes fijas, unas pocas por segundo: vea «H.264 en WebCodecs» arriba.
no-path = Ninguna ruta llega a otro equipo.
