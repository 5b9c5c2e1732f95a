## The manifest of the installed page

manifest-description = Aidez quelqu’un avec son ordinateur

## The page of checks

title = Vérifier ce navigateur et son réseau
lead = Cette page essaie pour de vrai ce qu’il faut pour aider. Aucun écran n’est partagé, et rien n’est conservé.
checks = Ce qui a été essayé
checking = Vérification en cours. Elle prend jusqu’à quinze secondes.
works = Une session fonctionnerait avec ce navigateur.
fails = Une session ne fonctionnerait pas avec ce navigateur.
will-happen = Ce qui se passera
again = Vérifier encore
back = Retour à Alongside
for-admin = Pour l’administration du système : { $text }
result-yes = Fonctionne
result-no = Ne fonctionne pas
result-none = Non essayé

## The names of the checks

label-secure = Page sécurisée
label-websocket = Serveur
label-lane = Chemin par le serveur
label-webrtc = WebRTC
label-h264 = H.264 dans WebRTC
label-webcodecs = H.264 dans WebCodecs
label-udp = UDP
label-stun = Adresse vue (STUN)
label-relay-udp = Relais par UDP
label-relay-tcp = Relais par TCP
label-relay-tls = Relais par TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = Cette page a été chargée de façon sécurisée.
secure-no = Cette page a été chargée sans HTTPS, donc le navigateur ne lui donne pas toutes ses fonctions, dont WebCodecs.
secure-mend = Ouvrez l’adresse avec https s’il y en a une. Les sessions fonctionnent sans ; par le serveur, l’image se compose alors d’images fixes.
secure-admin = Donnez un certificat au serveur (--tls-cert), ou placez-le derrière un proxy inverse qui en a un.
websocket-yes = Le serveur met en relation les deux extrémités.
websocket-no = Le serveur n’ouvre pas de WebSocket pour ce navigateur, ou n’accepte pas d’invitation en ce moment.
websocket-mend = Attendez une minute et vérifiez encore ; si rien ne change, essayez un autre réseau ou un autre navigateur.
websocket-admin = Permettez que les proxys, les pare-feu et les filtres sur le trajet laissent passer les WebSockets (RFC 6455) vers /ws, /lane et /turn.
lane-yes = Le chemin propre au serveur transporte les messages.
lane-no = Le chemin propre au serveur ne transporte rien.
lane-none = Ce serveur n’a pas de chemin à lui pour l’image.
lane-mend = Il n’y a rien à faire si le relais fonctionne ; sinon, essayez un autre réseau.
lane-admin = Permettez que les proxys, les pare-feu et les filtres sur le trajet laissent passer les WebSockets (RFC 6455) vers /lane.
webrtc-yes = Ce navigateur a WebRTC.
webrtc-no = WebRTC est absent ou désactivé dans ce navigateur, donc tout passe par le serveur.
webrtc-mend = Utilisez une version actuelle de Chrome, Edge, Firefox ou Safari, sans extension qui désactive WebRTC.
webrtc-admin = Faites que les règles de ce navigateur permettent WebRTC.
h264-yes = Ce navigateur affiche la vidéo H.264 d’une connexion directe.
h264-no = Ce navigateur n’a pas H.264 dans WebRTC ; la vidéo arrive alors sous forme de messages, pour WebCodecs.
h264-mend = Firefox télécharge de lui-même son plugin H.264 (OpenH264) après un moment : voyez ses modules. Sinon, utilisez Chrome, Edge ou Safari.
h264-admin = Permettez à Firefox de télécharger OpenH264, ou installez des codecs H.264 sur cet ordinateur.
webcodecs-yes = Ce navigateur décode le H.264 qui arrive sous forme de messages, comme par le serveur.
webcodecs-no = Ce navigateur ne peut pas décoder le H.264 qui arrive sous forme de messages : par le serveur, l’image se compose d’images fixes, quelques-unes par seconde.
webcodecs-mend = Utilisez une version actuelle de Chrome, Edge, Firefox ou Safari, et une page en https.
webcodecs-admin = Servez cette page en https : les navigateurs n’ont WebCodecs que sur les pages sécurisées.
udp-yes = Les paquets UDP arrivent au serveur, et ses réponses reviennent.
udp-no = Aucun paquet UDP ne revient du serveur.
udp-mend = Une session fonctionne quand même par TCP, mais peut être plus lente ; un autre réseau sera peut-être plus rapide.
udp-admin = Laissez sortir UDP vers le port 3478 du serveur et rentrer les réponses ; pour les connexions directes, vers toute adresse et tout port.
stun-yes = Le serveur indique à ce navigateur son adresse à l’extérieur.
stun-no = Le serveur n’indique pas à ce navigateur son adresse à l’extérieur, donc une connexion directe est peu probable.
stun-none = Ce serveur n’indique aucun serveur STUN.
stun-mend = Il n’y a rien à faire si un relais fonctionne ; un autre réseau, ou un navigateur sans extension VPN, sera peut-être plus rapide.
stun-admin = Laissez sortir UDP vers le port STUN du serveur (3478), et faites que les règles de ce navigateur permettent UDP sans proxy.
relay-yes = Des messages ont fait l’aller-retour par le relais, par { $transport }.
relay-no = Rien ne passe par le relais par { $transport }.
relay-none = Ce serveur n’a pas de relais par { $transport }.
relay-mend = Il n’y a rien à faire si un autre relais ou le chemin par le serveur fonctionne ; sinon, essayez un autre réseau.
relay-udp-admin = Laissez passer UDP vers le port 3478 du serveur, à partir d’ici et dans le pare-feu du serveur lui-même.
relay-tcp-admin = Laissez passer TCP vers le port 3478 du serveur, à partir d’ici et dans le pare-feu du serveur lui-même.
relay-tls-admin = Laissez passer TLS vers le port du serveur sans l’ouvrir : les pare-feu qui y attendent du HTTP bloquent TURN.
not-tried-server = Non essayé, car le serveur n’a pas pu être utilisé.
not-tried-webrtc = Non essayé, car il n’y a pas WebRTC.
not-tried-udp = Non essayé, car ce serveur n’a ni STUN ni relais.

## What will happen: the paths of the picture, one sentence each

direct = L’image vient directement de l’autre ordinateur, si son réseau le permet.
near = L’image vient directement si l’autre ordinateur est dans le même réseau.
relay-then = Là où ce n’est pas possible, elle passe par le relais (par { $transports }).
relay-first = L’image passe par le relais, par { $transports }.
server-then = Là où rien d’autre n’est possible, elle passe par le serveur.
server-first = L’image passe par le serveur, qui est le chemin le plus lent.
no-server = Personne ne peut être mis en relation avec vous : voir « Serveur » plus haut.
stills = Elle se compose d’images fixes, quelques-unes par seconde, car ce navigateur ne décode pas de vidéo : voir H.264 plus haut.
stills-server = Par le serveur, elle se compose d’images fixes, quelques-unes par seconde : voir « H.264 dans WebCodecs » plus haut.
no-path = Aucun chemin vers un autre ordinateur ne passe.
