## The manifest of the installed page

manifest-description = Jemandem am Computer helfen

## The page of checks

title = Diesen Browser und sein Netzwerk prüfen
lead = Hier wird wirklich ausprobiert, was Helfen braucht. Niemandes Bildschirm wird geteilt, und nichts wird gespeichert.
checks = Was versucht wurde
checking = Wird geprüft. Das dauert bis zu fünfzehn Sekunden.
works = Eine Sitzung würde mit diesem Browser funktionieren.
fails = Eine Sitzung würde mit diesem Browser nicht funktionieren.
will-happen = Was geschehen wird
again = Noch einmal prüfen
back = Zurück zu Alongside
for-admin = Für die Administration: { $text }
result-yes = Funktioniert
result-no = Funktioniert nicht
result-none = Nicht versucht

## The names of the checks

label-secure = Sichere Seite
label-websocket = Server
label-lane = Weg über den Server
label-webrtc = WebRTC
label-h264 = H.264 in WebRTC
label-webcodecs = H.264 in WebCodecs
label-udp = UDP
label-stun = Eigene Adresse (STUN)
label-relay-udp = Relay über UDP
label-relay-tcp = Relay über TCP
label-relay-tls = Relay über TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = Diese Seite wurde sicher geladen.
secure-no = Diese Seite wurde ohne HTTPS geladen. Der Browser enthält ihr darum manches vor, zum Beispiel WebCodecs.
secure-mend = Öffnen Sie die Adresse mit https, wenn es sie gibt. Sitzungen funktionieren auch ohne; über den Server besteht das Bild dann aus Einzelbildern.
secure-admin = Geben Sie dem Server ein Zertifikat (--tls-cert), oder stellen Sie ihn hinter einen Reverse-Proxy, der eines hat.
websocket-yes = Der Server bringt die beiden Seiten zusammen.
websocket-no = Der Server öffnet für diesen Browser keinen WebSocket, oder er nimmt gerade keine Einladung an.
websocket-mend = Warten Sie eine Minute und prüfen Sie noch einmal; wenn es so bleibt, versuchen Sie ein anderes Netzwerk oder einen anderen Browser.
websocket-admin = Lassen Sie Proxys, Firewalls und Filter dazwischen WebSockets (RFC 6455) zu /ws, /lane und /turn durchlassen.
lane-yes = Der eigene Weg des Servers überträgt Nachrichten.
lane-no = Der eigene Weg des Servers überträgt nichts.
lane-none = Dieser Server hat keinen eigenen Weg für das Bild.
lane-mend = Wenn das Relay funktioniert, ist nichts zu tun; sonst versuchen Sie ein anderes Netzwerk.
lane-admin = Lassen Sie Proxys, Firewalls und Filter dazwischen WebSockets (RFC 6455) zu /lane durchlassen.
webrtc-yes = Dieser Browser hat WebRTC.
webrtc-no = WebRTC fehlt in diesem Browser oder ist ausgeschaltet, darum geht alles über den Server.
webrtc-mend = Benutzen Sie einen aktuellen Chrome, Edge, Firefox oder Safari, ohne Erweiterungen, die WebRTC ausschalten.
webrtc-admin = Lassen Sie die Richtlinien dieses Browsers WebRTC erlauben.
h264-yes = Dieser Browser zeigt H.264-Video einer direkten Verbindung.
h264-no = Dieser Browser hat kein H.264 in WebRTC; das Video kommt dann als Nachrichten, für WebCodecs.
h264-mend = Firefox holt sein H.264-Plugin (OpenH264) nach einer Weile von selbst: siehe seine Add-ons. Sonst benutzen Sie Chrome, Edge oder Safari.
h264-admin = Lassen Sie Firefox OpenH264 herunterladen, oder installieren Sie auf diesem Computer Codecs für H.264.
webcodecs-yes = Dieser Browser dekodiert H.264, das als Nachrichten kommt, wie über den Server.
webcodecs-no = Dieser Browser kann H.264 nicht dekodieren, das als Nachrichten kommt: Über den Server besteht das Bild aus Einzelbildern, wenigen in der Sekunde.
webcodecs-mend = Benutzen Sie einen aktuellen Chrome, Edge, Firefox oder Safari und eine Seite mit https.
webcodecs-admin = Bieten Sie diese Seite mit https an: WebCodecs haben Browser nur auf sicheren Seiten.
udp-yes = UDP-Pakete erreichen den Server, und seine Antworten kommen zurück.
udp-no = Vom Server kommt kein UDP-Paket zurück.
udp-mend = Eine Sitzung funktioniert trotzdem über TCP, ist aber vielleicht langsamer; ein anderes Netzwerk kann schneller sein.
udp-admin = Lassen Sie UDP zu Port 3478 des Servers hinaus und die Antworten wieder herein; für direkte Verbindungen zu jeder Adresse und jedem Port.
stun-yes = Der Server nennt diesem Browser seine Adresse nach außen.
stun-no = Der Server nennt diesem Browser seine Adresse nach außen nicht, darum ist eine direkte Verbindung unwahrscheinlich.
stun-none = Dieser Server nennt keinen STUN-Server.
stun-mend = Wenn ein Relay funktioniert, ist nichts zu tun; ein anderes Netzwerk oder ein Browser ohne VPN-Erweiterung kann schneller sein.
stun-admin = Lassen Sie UDP zum STUN-Port des Servers (3478) hinaus, und lassen Sie die Richtlinien dieses Browsers UDP ohne Proxy erlauben.
relay-yes = Nachrichten gingen über { $transport } durch das Relay und zurück.
relay-no = Durch das Relay kommt über { $transport } nichts.
relay-none = Dieser Server hat kein Relay über { $transport }.
relay-mend = Wenn ein anderes Relay oder der Weg über den Server funktioniert, ist nichts zu tun; sonst versuchen Sie ein anderes Netzwerk.
relay-udp-admin = Lassen Sie UDP zu Port 3478 des Servers durch, von hier aus und in der Firewall des Servers selbst.
relay-tcp-admin = Lassen Sie TCP zu Port 3478 des Servers durch, von hier aus und in der Firewall des Servers selbst.
relay-tls-admin = Lassen Sie TLS ungeöffnet zum Port des Servers durch: Firewalls, die darin HTTP erwarten, verwerfen TURN.
not-tried-server = Nicht versucht, denn der Server war nicht zu gebrauchen.
not-tried-webrtc = Nicht versucht, denn es gibt kein WebRTC.
not-tried-udp = Nicht versucht, denn dieser Server hat weder STUN noch ein Relay.

## What will happen: the paths of the picture, one sentence each

direct = Das Bild kommt direkt vom anderen Computer, wenn dessen Netzwerk es zulässt.
near = Das Bild kommt direkt, wenn der andere Computer im selben Netzwerk ist.
relay-then = Wo das nicht möglich ist, kommt es durch das Relay (über { $transports }).
relay-first = Das Bild kommt durch das Relay, über { $transports }.
server-then = Wo nichts anderes möglich ist, kommt es über den Server.
server-first = Das Bild kommt über den Server, und das ist der langsamste Weg.
no-server = Sie können mit niemandem zusammengebracht werden: siehe „Server“ oben.
stills = Es besteht aus Einzelbildern, wenigen in der Sekunde, weil dieser Browser kein Video dekodiert: siehe H.264 oben.
stills-server = Über den Server besteht es aus Einzelbildern, wenigen in der Sekunde: siehe „H.264 in WebCodecs“ oben.
no-path = Kein Weg zu einem anderen Computer kommt durch.
