## The manifest of the installed page

manifest-description = Pomóż komuś przy komputerze

## The page of checks

title = Sprawdź tę przeglądarkę i jej sieć
lead = Tu naprawdę sprawdza się to, czego potrzeba do pomagania. Niczyj ekran nie jest udostępniany i nic nie jest zapisywane.
checks = Co sprawdzono
checking = Sprawdzanie. Trwa do piętnastu sekund.
works = Sesja zadziałałaby w tej przeglądarce.
fails = Sesja nie zadziałałaby w tej przeglądarce.
will-happen = Co się stanie
again = Sprawdź jeszcze raz
back = Wróć do Alongside
for-admin = Dla administratora: { $text }
result-yes = Działa
result-no = Nie działa
result-none = Nie sprawdzono

## The names of the checks

label-secure = Bezpieczna strona
label-websocket = Serwer
label-lane = Droga przez serwer
label-webrtc = WebRTC
label-h264 = H.264 w WebRTC
label-webcodecs = H.264 w WebCodecs
label-udp = UDP
label-stun = Własny adres (STUN)
label-relay-udp = Przekaźnik przez UDP
label-relay-tcp = Przekaźnik przez TCP
label-relay-tls = Przekaźnik przez TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = Ta strona została wczytana bezpiecznie.
secure-no = Ta strona została wczytana bez HTTPS, więc przeglądarka nie daje jej niektórych funkcji, między innymi WebCodecs.
secure-mend = Otwórz adres z https, jeśli taki jest. Sesje działają i bez niego; przez serwer obraz składa się wtedy z nieruchomych obrazów.
secure-admin = Daj serwerowi certyfikat (--tls-cert) albo postaw go za reverse proxy, które go ma.
websocket-yes = Serwer łączy obie strony ze sobą.
websocket-no = Serwer nie otwiera WebSocket dla tej przeglądarki albo nie przyjmuje teraz zaproszenia.
websocket-mend = Poczekaj minutę i sprawdź jeszcze raz; jeśli nic się nie zmieni, spróbuj innej sieci albo innej przeglądarki.
websocket-admin = Niech proxy, zapory i filtry po drodze przepuszczają WebSocket (RFC 6455) do /ws, /lane i /turn.
lane-yes = Własna droga serwera przenosi wiadomości.
lane-no = Własna droga serwera niczego nie przenosi.
lane-none = Ten serwer nie ma własnej drogi dla obrazu.
lane-mend = Nie trzeba nic robić, jeśli działa przekaźnik; jeśli nie, spróbuj w innej sieci.
lane-admin = Niech proxy, zapory i filtry po drodze przepuszczają WebSocket (RFC 6455) do /lane.
webrtc-yes = Ta przeglądarka ma WebRTC.
webrtc-no = W tej przeglądarce brakuje WebRTC albo jest wyłączone, więc wszystko idzie przez serwer.
webrtc-mend = Użyj aktualnej przeglądarki Chrome, Edge, Firefox albo Safari, bez rozszerzeń, które wyłączają WebRTC.
webrtc-admin = Niech zasady tej przeglądarki zezwalają na WebRTC.
h264-yes = Ta przeglądarka pokazuje wideo H.264 z bezpośredniego połączenia.
h264-no = Ta przeglądarka nie ma H.264 w WebRTC; wideo przychodzi wtedy jako wiadomości, dla WebCodecs.
h264-mend = Firefox po chwili sam pobiera swoją wtyczkę H.264 (OpenH264): zobacz jego dodatki. Jeśli nie, użyj Chrome, Edge albo Safari.
h264-admin = Pozwól przeglądarce Firefox pobrać OpenH264 albo zainstaluj na tym komputerze kodeki H.264.
webcodecs-yes = Ta przeglądarka dekoduje H.264, które przychodzi jako wiadomości, jak przez serwer.
webcodecs-no = Ta przeglądarka nie potrafi dekodować H.264, które przychodzi jako wiadomości: przez serwer obraz składa się z nieruchomych obrazów, kilku na sekundę.
webcodecs-mend = Użyj aktualnej przeglądarki Chrome, Edge, Firefox albo Safari i strony z https.
webcodecs-admin = Udostępnij tę stronę przez https: przeglądarki mają WebCodecs tylko na bezpiecznych stronach.
udp-yes = Pakiety UDP docierają do serwera, a jego odpowiedzi wracają.
udp-no = Żaden pakiet UDP nie wraca z serwera.
udp-mend = Sesja działa też przez TCP, ale może być wolniejsza; inna sieć może być szybsza.
udp-admin = Wypuść UDP na port 3478 serwera i wpuść odpowiedzi z powrotem; dla bezpośrednich połączeń na każdy adres i port.
stun-yes = Serwer podaje tej przeglądarce jej adres widziany z zewnątrz.
stun-no = Serwer nie podaje tej przeglądarce jej adresu widzianego z zewnątrz, więc bezpośrednie połączenie jest mało prawdopodobne.
stun-none = Ten serwer nie wskazuje żadnego serwera STUN.
stun-mend = Nie trzeba nic robić, jeśli działa przekaźnik; inna sieć albo przeglądarka bez rozszerzenia VPN może być szybsza.
stun-admin = Wypuść UDP na port STUN serwera (3478) i niech zasady tej przeglądarki zezwalają na UDP bez proxy.
relay-yes = Wiadomości przeszły przez przekaźnik i wróciły, przez { $transport }.
relay-no = Przez przekaźnik nic nie przechodzi przez { $transport }.
relay-none = Ten serwer nie ma przekaźnika przez { $transport }.
relay-mend = Nie trzeba nic robić, jeśli działa inny przekaźnik albo droga przez serwer; jeśli nie, spróbuj w innej sieci.
relay-udp-admin = Przepuść UDP do portu 3478 serwera, stąd i na zaporze samego serwera.
relay-tcp-admin = Przepuść TCP do portu 3478 serwera, stąd i na zaporze samego serwera.
relay-tls-admin = Przepuść TLS do portu serwera bez otwierania: zapory, które spodziewają się w środku HTTP, odrzucają TURN.
not-tried-server = Nie sprawdzono, bo nie można było użyć serwera.
not-tried-webrtc = Nie sprawdzono, bo nie ma WebRTC.
not-tried-udp = Nie sprawdzono, bo ten serwer nie ma STUN ani przekaźnika.

## What will happen: the paths of the picture, one sentence each

direct = Obraz przychodzi bezpośrednio z drugiego komputera, jeśli pozwala na to jego sieć.
near = Obraz przychodzi bezpośrednio, jeśli drugi komputer jest w tej samej sieci.
relay-then = Tam, gdzie to niemożliwe, przychodzi przez przekaźnik ({ $transports }).
relay-first = Obraz przychodzi przez przekaźnik ({ $transports }).
server-then = Tam, gdzie nic innego nie jest możliwe, przychodzi przez serwer.
server-first = Obraz przychodzi przez serwer, a to najwolniejsza droga.
no-server = Nie można połączyć cię z nikim: zobacz „Serwer” powyżej.
stills = Składa się z nieruchomych obrazów, kilku na sekundę, bo ta przeglądarka nie dekoduje wideo: zobacz H.264 powyżej.
stills-server = Przez serwer składa się z nieruchomych obrazów, kilku na sekundę: zobacz „H.264 w WebCodecs” powyżej.
no-path = Żadna droga nie prowadzi do innego komputera.
