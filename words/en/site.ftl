# What the server's site says outside of the page for the Helper, in English: the page of checks (/doctor), which needs no module, and the manifest of
# the installed page. The Helper reads it. docs/languages.md says how to translate.
#
# Names of options (--tls-cert), paths (/ws) and standards stay as they are.

## The manifest of the installed page

# What browsers say beside the name of the program.
manifest-description = Help someone with their computer

## The page of checks

title = Check this browser and its network
lead = This tries for real what helping somebody needs. Nobody’s screen is shared, and nothing is stored.
checks = What was tried
checking = Checking. This takes up to fifteen seconds.
works = A session would work from this browser.
fails = A session would not work from this browser.
will-happen = What will happen
again = Check again
back = Back to Alongside
# $text is one of the sentences …-admin.
for-admin = For the administrator: { $text }
# What a screen reader says after the name of a check.
result-yes = Works
result-no = Does not work
result-none = Not tried

## The names of the checks

label-secure = Secure page
label-websocket = Server
label-lane = Path through the server
label-webrtc = WebRTC
label-h264 = H.264 in WebRTC
label-webcodecs = H.264 in WebCodecs
label-udp = UDP
label-stun = Own address (STUN)
label-relay-udp = Relay over UDP
label-relay-tcp = Relay over TCP
label-relay-tls = Relay over TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = This page was loaded securely.
secure-no = This page was loaded without HTTPS, so the browser keeps some features from it, WebCodecs among them.
secure-mend = Open the address with https if there is one. Sessions work without it; through the server, the picture then consists of still images.
secure-admin = Give the server a certificate (--tls-cert), or put it behind a reverse proxy that has one.
websocket-yes = The server introduces the two ends.
websocket-no = The server opens no WebSocket for this browser, or does not accept an invitation now.
websocket-mend = Wait for a minute and check again; if it stays so, try another network or another browser.
websocket-admin = Let proxies, firewalls and filters in between pass WebSockets (RFC 6455) to /ws, /lane and /turn.
lane-yes = The server’s own path carries messages.
lane-no = The server’s own path carries nothing.
lane-none = This server has no path of its own for the picture.
lane-mend = Nothing has to be done if the relay works; else try another network.
lane-admin = Let proxies, firewalls and filters in between pass WebSockets (RFC 6455) to /lane.
webrtc-yes = This browser has WebRTC.
webrtc-no = WebRTC is missing or switched off in this browser, so everything goes through the server.
webrtc-mend = Use a current Chrome, Edge, Firefox or Safari, without extensions that switch WebRTC off.
webrtc-admin = Let policies of this browser allow WebRTC.
h264-yes = This browser shows H.264 video of a direct connection.
h264-no = This browser has no H.264 in WebRTC; the video then comes as messages, for WebCodecs.
h264-mend = Firefox fetches its H.264 plugin (OpenH264) by itself after a while: see its add-ons. Else use Chrome, Edge or Safari.
h264-admin = Let Firefox download OpenH264, or install codecs for H.264 on this computer.
webcodecs-yes = This browser decodes H.264 that comes as messages, as through the server.
webcodecs-no = This browser cannot decode H.264 that comes as messages: through the server, the picture consists of still images, a few a second.
webcodecs-mend = Use a current Chrome, Edge, Firefox or Safari, and a page with https.
webcodecs-admin = Serve this page with https: browsers have WebCodecs on secure pages only.
udp-yes = UDP packets reach the server, and its answers come back.
udp-no = No UDP packet comes back from the server.
udp-mend = A session still works over TCP, but may be slower; another network may be faster.
udp-admin = Let UDP out to port 3478 of the server and the answers back in; for direct connections, to any address and port.
stun-yes = The server tells this browser its address outside.
stun-no = The server does not tell this browser its address outside, so a direct connection is unlikely.
stun-none = This server names no STUN server.
stun-mend = Nothing has to be done if a relay works; another network, or a browser without a VPN extension, may be faster.
stun-admin = Let UDP out to the STUN port of the server (3478), and let policies of this browser allow non-proxied UDP.
# $transport is UDP, TCP or TLS.
relay-yes = Messages went through the relay and back over { $transport }.
relay-no = Nothing comes through the relay over { $transport }.
relay-none = This server has no relay over { $transport }.
relay-mend = Nothing has to be done if another relay or the path through the server works; else try another network.
relay-udp-admin = Let UDP through to port 3478 of the server, from here and at the server’s own firewall.
relay-tcp-admin = Let TCP through to port 3478 of the server, from here and at the server’s own firewall.
relay-tls-admin = Let TLS through to the port of the server unopened: firewalls that expect HTTP inside drop TURN.
not-tried-server = Not tried, since the server could not be used.
not-tried-webrtc = Not tried, since there is no WebRTC.
not-tried-udp = Not tried, since this server has no STUN and no relay.

## What will happen: the paths of the picture, one sentence each

direct = The picture comes directly from the other computer, if its network allows it.
near = The picture comes directly if the other computer is in the same network.
# $transports is a list, as UDP, TCP.
relay-then = It comes through the relay (over { $transports }) where that is not possible.
relay-first = The picture comes through the relay, over { $transports }.
server-then = It comes through the server where nothing else is possible.
server-first = The picture comes through the server, which is the slowest path.
# “Server” is label-websocket.
no-server = You cannot be introduced to anybody: see “Server” above.
stills = It consists of still images, a few a second, since this browser decodes no video: see H.264 above.
# “H.264 in WebCodecs” is label-webcodecs.
stills-server = Through the server, it consists of still images, a few a second: see “H.264 in WebCodecs” above.
no-path = No way to another computer gets through.
