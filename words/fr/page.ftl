# La page de la personne qui aide, en français.
#
# Choix des mots, pour toute la page :
# - Le prénom qui remplace { $user } peut commencer par une voyelle (« Anna ») : pas de « de », « que », « lorsque » juste devant, à cause de
#   l’élision. On écrit « chez », « avec », « à », « par », « votre contact ».
# - On ne devine le genre de personne : ni « connecté(e) », ni « il », ni « elle », sauf après « la personne » ou « cette personne ».
# - « remember each other » = « s’ajouter aux contacts » ; « right » = « autorisation » ; « key » (de quelqu’un) = « clé », au clavier « touche ».
# - Espace fine insécable (U+202F) devant ; ? ! ; espace insécable (U+00A0) devant : et dans « ».

## The first page.

brand = Alongside
headline = Aidez quelqu’un avec son ordinateur
lead = Demandez son code d’invitation à la personne que vous aidez. Vous verrez son écran dès qu’elle aura dit oui, et rien avant.
code-label = Code d’invitation
code-hint = Un numéro et trois mots, comme vous les entendez. Un lien convient aussi.
code-words-hint = Le lien contenait le numéro. Demandez maintenant les mots et saisissez-les ici.
code-file-hint = L’invitation envoyée par { $user } contenait le numéro. Demandez maintenant les mots et saisissez-les ici.
# Les mots des codes sont anglais ; l’exemple ne se traduit pas.
code-example = 7-lapin-orage-cerise
open-invitation = Ouvrir un fichier d’invitation
drop-invitation = Vous pouvez aussi le déposer n’importe où sur cette page.
file-no-invitation = Ce fichier n’est pas une invitation Alongside. Choisissez celui dont le nom se termine par .alongside-invite.
file-too-large = Ce fichier est trop gros pour être une invitation. Choisissez celui dont le nom se termine par .alongside-invite.
file-unreadable = Impossible de lire le fichier. Enregistrez-le sur votre ordinateur, puis ouvrez-le de là.
file-other-version = Cette invitation vient d’une autre version d’Alongside. Rechargez cette page ; si cela ne suffit pas, demandez le code.
file-expired = Le délai de cette invitation est dépassé. Demandez-en une nouvelle à { $user }.
file-elsewhere = Cette invitation dépend d’un autre serveur. Si vous connaissez son adresse et lui faites confiance, allez-y :
name-label = Votre nom
name-hint = La personne que vous aidez le voit quand on lui demande si elle vous laisse entrer.
suggestions = Mots possibles
connect = Se connecter
connecting = Connexion…
privacy = L’écran, le clavier et la discussion sont chiffrés de bout en bout entre vous deux. Aucun serveur sur le trajet ne peut en lire quoi que ce soit.
about = À propos de cette page
about-build = Sa version exacte. Sur l’autre ordinateur, « alongside --version --verbose » indique la même, sauf si l’un des deux est plus ancien.
language = Langue
no-script = Alongside a besoin de JavaScript et de WebAssembly pour afficher un autre écran. Autorisez-les pour cette page, ou prenez un autre navigateur.
broken = Alongside n’a pas pu démarrer dans ce navigateur. Rechargez la page ; si cela ne suffit pas, prenez une version récente de Chrome, Edge, Firefox ou Safari.
name-missing = Saisissez votre nom, pour que l’autre personne sache qui demande.
name-too-long = Ce nom est trop long. Merci de le raccourcir.
name-unprintable = Ce nom contient un caractère invisible. Merci de le saisir à nouveau.
code-missing = Saisissez le code : un numéro et trois mots, par exemple 7-lapin-orage-cerise.
code-slot = Le code commence par un numéro, par exemple 7-lapin-orage-cerise.
code-too-few = Le code a un numéro et trois mots ; il manque un mot.
code-too-long = C’est plus long qu’un code : un code a un numéro et trois mots.
code-unknown-word = « { $word } » ne fait pas partie des mots des codes. Demandez encore une fois, ou faites épeler le mot.
code-lists-missing = « { $word } » n’est pas un mot anglais des codes, et les mots des autres langues n’ont pas pu être chargés. Vérifiez le mot, puis appuyez encore une fois sur « Se connecter ».

## People whom the Helper knows.

queue-title = En attente
queue-asks-now = demande de l’aide · depuis un instant
queue-asks-minutes = demande de l’aide · attend depuis { $n } min
queue-asks-hours = demande de l’aide · attend depuis { $n } h
queue-listens = peut recevoir une offre d’aide
queue-first = Première fois. L’empreinte de sa clé est { $fingerprint } ; pour comparer, « alongside contacts key » l’affiche sur l’autre ordinateur.
queue-other-key = Cette clé n’est pas celle de votre contact { $user }. Quelqu’un utilise peut-être ce nom, ou Alongside a été réinstallé sur l’autre ordinateur : demandez. Si vous avez la certitude que c’est la bonne personne, oubliez d’abord le contact.
queue-help = Aider { $user }
queue-offer = Offrir de l’aide à { $user }
queue-announce = { $user } demande de l’aide.
queue-gone = { $user } n’attend plus.
queue-away = Le serveur est injoignable. Les personnes qui attendent apparaîtront ici dès son retour.
people-section = Personnes
people-title = Vos contacts
people-person = Dernière session le { $date }
people-computer = Ordinateur, dernière session le { $date }
forget = Oublier
forget-whom = Oublier { $user }
forget-ask = Oublier { $user } ? Pour vous retrouver, il faudra un code.
forget-yes = Oublier
forget-no = Garder
forget-failed = Le navigateur n’a pas permis d’oublier { $user }. Rechargez la page et réessayez.
key = Votre clé
key-text = Pour le propriétaire des ordinateurs où vous aidez : si elle figure dans leur fichier « policy », vous pouvez offrir votre aide sur ces ordinateurs. Tout le monde peut la connaître.
key-label = Clé
key-fingerprint = Empreinte
key-copy = Copier la clé
key-copied = Copié
key-here = Elle appartient à ce navigateur sur cet ordinateur, et disparaît avec les données enregistrées pour cette page.
unable-store = Ce navigateur n’enregistre rien pour cette page : ni clé ni contacts ne sont possibles. Tout le reste fonctionne.
unable-crypto = Ce navigateur ne sait pas créer le type de clé nécessaire (X25519) : pas de contacts possibles. Tout le reste fonctionne. Une version récente de Chrome, Edge, Firefox ou Safari sait le faire.
unable-insecure = Les navigateurs ne créent de clés que sur les pages en https : pas de contacts possibles ici. Tout le reste fonctionne.
remember = S’ajouter aux contacts
remember-busy = Ajout…
remember-hint = La prochaine fois, vous vous retrouverez sans code.
remember-known = Contact ajouté des deux côtés.
remember-question = { $user } aimerait s’ajouter à vos contacts et vous ajouter aux siens, pour que vous vous retrouviez sans code la prochaine fois. Chaque fois, on demandera quand même son accord à { $user }.
remember-yes = Oui, ajouter
remember-no = Non
remember-resembles = Vous avez déjà un contact de ce nom, ou presque. Rien ne prouve que « { $user } » désigne la même personne : quiconque vous donne un code peut prendre n’importe quel nom. En cas de doute, demandez quelque chose que seule cette personne sait.
remember-other-key = Cette clé n’est pas celle de votre contact { $user }. Quelqu’un d’autre utilise peut-être ce nom, ou Alongside a été réinstallé sur l’autre ordinateur. Rien n’a été changé. Si vous avez la certitude que c’est bien { $user }, oubliez d’abord le contact, puis choisissez à nouveau de vous ajouter aux contacts.
remember-read = J’ai lu ceci

## The bar.

toolbar = Session
request-control = Demander le contrôle
control-asked = Demande de contrôle…
give-up-control = Rendre le contrôle
send-keys = Envoyer des touches
keys-last = Dernières touches
keys-again = Encore : { $keys }
keys-actions = Actions
keys-system = Touches système
keys-function = Touches de fonction
keys-other = Autres touches…
keys-dialog = Autres touches
keys-hint = Choisissez une touche et celles à maintenir avec elle. Dans la liste des touches, vous pouvez aussi les presser.
keys-key = Touche
keys-send = Envoyer
intent-copy = Copier
intent-cut = Couper
intent-paste = Coller
intent-undo = Annuler
intent-select-all = Tout sélectionner
intent-find = Rechercher
intent-task-manager = Gestionnaire des tâches
intent-run = Exécuter un programme
key-control = Ctrl
key-alt = Alt
key-shift = Maj
key-super = Super
key-windows = Windows
key-command = Cmd
key-option = Option
key-escape = Échap
key-tab = Tab
key-enter = Entrée
key-space = Espace
key-backspace = Retour arrière
key-delete = Suppr
key-insert = Inser
key-home = Début
key-end = Fin
key-page-up = Page préc.
key-page-down = Page suiv.
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Impr. écran
key-scroll-lock = Arrêt défil.
key-pause = Pause
key-menu = Menu
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
take-picture = Capture d’écran
fullscreen = Plein écran
keyboard = Clavier à l’écran
trackpad = Utiliser comme pavé tactile
touch-keys = Touches
statistics = Statistiques
# « Montrer » : on montre du doigt ; « pointer » se dit plutôt à l’usine.
point = Montrer
point-hint = Montrez un endroit, et cliquez pour indiquer où cliquer. { $user } le voit ; aucun clic n’est fait.
point-asked = Question posée à { $user }
point-missing = Chez { $user }, il n’est pas possible de montrer ni de dessiner, ou le propriétaire de l’ordinateur ne le permet pas.
draw = Dessiner
draw-tools = Dessin
draw-freehand = Trait
draw-arrow = Flèche
draw-rectangle = Cadre
draw-text = Texte
draw-step = Étape
draw-color = Couleur
draw-red = Rouge
draw-orange = Orange
draw-green = Vert
draw-blue = Bleu
draw-purple = Violet
draw-keep = Garder
draw-undo = Annuler
draw-clear = Tout effacer
draw-words = Texte à placer
draw-words-hint = Écrivez, puis appuyez sur l’image
draw-words-refused = Ce texte est trop long, ou contient des caractères impossibles à dessiner. Modifiez-le avant de le placer.
steps-done =
    { $count ->
        [one] Étape faite : { $done } sur { $count }
       *[other] Étapes faites : { $done } sur { $count }
    }
steps-done-at =
    { $count ->
        [one] Étape faite : { $done } sur { $count }. L’étape { $step } est sur « { $element } »
       *[other] Étapes faites : { $done } sur { $count }. L’étape { $step } est sur « { $element } »
    }
clipboard-cancel = Arrêter la copie
files-send = Envoyer un fichier
files-send-folder = Envoyer un dossier
files-title = Fichiers
files-folder =
    { $n ->
        [one] { $file } ({ $n } fichier)
       *[other] { $file } ({ $n } fichiers)
    }
files-get = Recevoir
files-pause = Pause
files-resume = Reprendre
files-cancel = Annuler
files-asked = question posée à { $user }
files-waiting = attend son tour
files-offered = { $user } veut vous envoyer ce fichier ({ $size })
files-offered-folder = { $user } veut vous envoyer ce dossier, sous forme d’archive ZIP ({ $size })
files-offered-list = { $user } veut vous envoyer ce dossier, sous forme d’archive ZIP ({ $size }) : { $list }
files-offered-list-more =
    { $n ->
        [one] { $user } veut vous envoyer ce dossier, sous forme d’archive ZIP ({ $size }) : { $list } ; et { $n } autre fichier
       *[other] { $user } veut vous envoyer ce dossier, sous forme d’archive ZIP ({ $size }) : { $list } ; et { $n } autres fichiers
    }
files-item = { $file }, { $size }
files-and = { $list } ; { $file }
files-progress = { $done } / { $size }
files-paused = en pause
files-sent = bien arrivé chez { $user }
files-saved = enregistré dans vos téléchargements
files-cancelled = annulé
files-not-allowed = n’est plus autorisé
files-changed = modifié pendant l’envoi
files-damaged = abîmé pendant le trajet
files-disk-full = le disque est plein
files-reloaded = la page a été rechargée
files-stalled = rien n’est arrivé depuis 5 minutes
files-unanswered = proposé pendant 15 minutes, et pas accepté
files-missing = fichiers non arrivés : { $n } sur { $count } : { $reason }
files-no-room-here = votre navigateur n’a pas assez de place : libérez de l’espace sur votre disque, puis demandez-le à nouveau
files-too-large-here = trop gros : sur cette page, votre navigateur peut garder des fichiers de 500 Mo au plus. Ouvrez la page en https, dans un navigateur récent et hors navigation privée
files-scanner = bloqué par l’antivirus de l’ordinateur chez { $user }
files-failed = lecture ou écriture impossible
rights = Autorisations
clipboard = Presse-papiers
clipboard-title = Ce que vous copiez d’un ordinateur à l’autre
clipboard-got = Ce que l’autre personne a copié
clipboard-copy = Copier
clipboard-got-picture = L’image que l’autre personne a copiée
clipboard-picture-hint = Pour copier l’image, faites un clic droit ou un appui long sur elle, ou enregistrez-la.
clipboard-save = Enregistrer l’image
clipboard-text = Texte ou image pour l’autre presse-papiers
clipboard-hint = Écrivez, ou collez du texte ou une image
clipboard-picture = L’image que vous avez collée
clipboard-send = Envoyer
clipboard-progress = Presse-papiers en cours d’envoi
rights-no-clipboard = Le presse-papiers ne peut pas être partagé : l’autre ordinateur ne le propose pas.
rights-title = Ce que vous pouvez faire
rights-picture = Voir l’écran
rights-control = Utiliser la souris et le clavier
rights-point = Montrer et dessiner sur l’écran
rights-read = Recevoir ce que copie { $user }
rights-write = Mettre quelque chose dans le presse-papiers chez { $user }
rights-file-in = Envoyer des fichiers, avec une question à chaque fois
rights-file-out = Recevoir des fichiers choisis par { $user }
rights-other = Quelque chose que cette page ne connaît pas
rights-held = jusqu’à ce que quelqu’un y mette fin
rights-this-time = une fois
rights-minutes = encore { $time }
rights-session = jusqu’à la fin de la session
rights-not = pas maintenant
rights-asked = question posée à { $user }
rights-ask = Demander
rights-give-up = Rendre
rights-stop-asking = Ne plus demander
display = Écran
display-main = { $display } (principal)
all-displays = Tous les écrans
zoom = Zoom
zoom-fit = Ajuster
zoom-actual = 1:1
zoom-fill = Remplir
chat = Discussion
chat-unread =
    { $n ->
        [one] Discussion, { $n } message non lu
       *[other] Discussion, { $n } messages non lus
    }
disconnect = Se déconnecter
view-only-hint = { $user } partage l’écran seulement pour le montrer.

## The picture.

remote-screen = Écran distant
remote-screen-help = Tout ce que vous tapez va à l’ordinateur distant, la touche Tab aussi. Pour revenir à la barre d’outils, pressez ensemble Ctrl, Alt et Maj, puis relâchez.
text-sink = Texte pour l’ordinateur distant

## The panel.

panel = Discussion et journal
log-label = Discussion et journal
message = Message
send = Envoyer
save-log = Enregistrer le journal
save-last-log = Enregistrer le journal de votre dernière session
close-panel = Fermer
log-empty = Ce que vous écrivez et ce qui se passe dans la session apparaît ici.
you = Vous
under-control = Sur l’ordinateur chez { $user }, pendant que le contrôle est partagé
# Va avec « à », « par », « chez », « avec » et en sujet, comme un prénom. Jamais d’accord avec ce mot ailleurs : un prénom peut le remplacer.
the-user = la personne aidée

## Statistics.

stat-frames = Images
stat-size = Taille
stat-latency = Âge de l’image
picture-old = L’image date d’il y a { $age } s
stat-input = De la touche à l’image
stat-round-trip = Aller-retour
stat-rate = Débit
stat-lost = Perdus
stat-path = Chemin
stat-decoder = Décodeur
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
path-direct = direct
path-relay = relais
path-server = serveur

## The phase, in words.

status-idle = Pas de connexion
status-joining = Vérification du code
status-waiting = En attente de l’accord
status-screen = Écran partagé
status-control = Contrôle partagé
status-paused = Écran partagé, en pause
status-prompt = Demande du système affichée
reconnecting = Reconnexion…
time-left = encore { $time }
status-interrupted = Connexion interrompue
status-ended = Terminé

## Cards.

connecting-title = Le code est bon
connecting-text = Recherche du chemin le plus court pour vous relier à { $user }.
asking-title = Question posée à { $user }
asking-text = Vous verrez l’écran quand { $user } vous laissera entrer. Cela peut prendre jusqu’à une minute.
prompt-title = { $user } répond à une demande du système
prompt-text = Vous ne pouvez ni la voir ni y répondre d’ici. L’image reviendra d’elle-même ; la discussion reste possible.
paused-title = { $user } a mis l’image en pause
paused-text = Rien de l’écran n’est envoyé pour le moment. La discussion reste possible.
interrupted-title = Connexion interrompue
interrupted-text = Depuis un instant, plus rien n’arrive de l’ordinateur chez { $user }. Toutes les touches ont été relâchées. Tout reprendra de soi-même dès le retour du réseau.
ended-title = La session est terminée
failed-title = Pas de connexion
again = Se reconnecter
check-network = Vérifier ce navigateur et son réseau

## Why it ended.

end-user-left = { $user } a mis fin à la connexion.
end-helper-left = Vous avez mis fin à la connexion.
end-declined = { $user } ne vous a pas laissé entrer. Si c’était une erreur, demandez un nouveau code.
end-no-answer = { $user } n’a pas répondu en une minute, ce qui compte comme un non. Appelez cette personne, puis réessayez avec un nouveau code.
end-connection-lost = La connexion avec l’ordinateur chez { $user } est perdue. Pour continuer, demandez un nouveau code.
end-no-path = Le code était bon, mais aucun chemin n’a été trouvé entre les deux ordinateurs. Un pare-feu, d’un côté ou de l’autre, le bloque peut-être ; un autre réseau peut aider.
end-expired = Le délai de l’invitation est dépassé. Demandez un nouveau code.
end-burnt = Trop de codes faux : cette invitation n’est plus valable. Demandez un nouveau code.
end-fault = L’autre côté a envoyé quelque chose d’incompréhensible, et la connexion a été fermée. Rechargez la page et demandez un nouveau code.
end-version = Les versions des deux côtés ne se comprennent pas. Rechargez cette page ; si cela ne suffit pas, il faut un Alongside plus récent chez { $user }.
end-no-screen = L’écran chez { $user } ne peut plus être partagé.
end-no-decoder = Ce navigateur ne peut pas afficher l’image : il n’a pas la vidéo H.264. Prenez Chrome, Edge ou Safari, ou autorisez H.264 dans celui-ci. L’invitation reste utilisable.
end-server-unreachable = Le serveur qui vous met en relation est injoignable. Vérifiez votre réseau et réessayez.
end-server-lost = Le serveur a disparu avant que la connexion soit établie. Réessayez dans un instant.
end-not-answering = L’autre ordinateur ne répond pas. Alongside y est-il encore ouvert ? Réessayez dans un instant.
end-tried-too-often = Ce code a été essayé trois fois, sans réponse de quelqu’un qui le connaisse. On ne l’essaie plus, car un serveur malhonnête pourrait tenter de le deviner. Demandez un nouveau code. Si cela ne suffit pas non plus, prenez un autre serveur.
refused-unknown = Aucune invitation n’attend sous ce numéro. Vérifiez le numéro, ou demandez un nouveau code.
refused-taken = Une autre personne a déjà utilisé cette invitation pour aider. Demandez un nouveau code.
refused-busy = Quelqu’un d’autre essaie cette invitation en ce moment. Réessayez dans quelques secondes.
refused-revoked = L’invitation a été retirée. Demandez un nouveau code.
refused-wrong-code = Ce ne sont pas les bons mots. Vérifiez-les ensemble et réessayez ; après trois codes faux, l’invitation n’est plus valable.
refused-rate-limited = Trop d’essais. Attendez une minute et réessayez.
refused-full = Le serveur est plein en ce moment. Réessayez dans quelques minutes.
refused-version = Cette page n’a pas la même version que le serveur. Rechargez-la.
refused-protocol = Le serveur n’a pas compris cette page. Rechargez-la et réessayez.

## The same, when the Helper came without a code.

status-calling = Appel en cours
known-connecting-title = Chez { $user }, votre clé a été reconnue
known-unknown = { $user } n’attend plus.
known-taken = Une autre personne aide déjà { $user }.
known-busy = Quelqu’un d’autre est en train de se connecter à { $user }. Réessayez dans quelques secondes.
known-wrong = Chez { $user }, l’ordinateur ne reconnaît pas votre clé ; vous n’y êtes peut-être plus dans les contacts. Demandez un code.
known-declined = { $user } ne vous a pas laissé entrer. Si c’était une erreur, appelez cette personne, puis réessayez.
known-no-answer = { $user } n’a pas répondu en une minute, ce qui compte comme un non. Appelez cette personne, puis réessayez.
known-lost = La connexion avec l’ordinateur chez { $user } est perdue. Dès que cette personne attendra à nouveau, vous la trouverez sur la première page.
known-no-path = Chez { $user }, votre clé a été reconnue, mais aucun chemin n’a été trouvé entre les deux ordinateurs. Un pare-feu, d’un côté ou de l’autre, le bloque peut-être ; un autre réseau peut aider.

## Notes.

note-granted = Le contrôle est maintenant partagé. Votre souris et votre clavier agissent sur l’ordinateur chez { $user }.
note-declined = { $user } n’a pas accordé le contrôle.
note-no-answer = { $user } n’a pas répondu à la demande de contrôle.
note-view-only = { $user } partage l’écran seulement pour le montrer.
note-too-often = Aucune autre demande ne sera faite à { $user } : le contrôle a été refusé trop souvent.
note-no-input = Chez { $user }, l’ordinateur ne peut pas être contrôlé à distance.
note-paused = { $user } a mis l’écran en pause. Demandez à nouveau quand l’image sera de retour.
note-ended-by-user = { $user } a mis fin au partage du contrôle.
note-ended-by-helper = Vous avez rendu le contrôle.
note-right-declined = { $user } n’a pas accordé cette autorisation.
note-right-no-answer = { $user } n’a pas répondu. Demandez à nouveau si c’est encore utile.
note-right-withdrawn = Vous ne le demandez plus à { $user }.
note-right-too-often = Aucune autre demande ne sera faite à { $user } : elle a été refusée trop souvent.
note-right-paused = { $user } a mis l’écran en pause. Demandez à nouveau quand l’image sera de retour.
note-right-unavailable = Chez { $user }, l’ordinateur n’en est pas capable, ou son propriétaire ne le permet pas.
note-no-such-key = Un caractère n’a pas été tapé : le clavier de l’ordinateur chez { $user } n’a pas de touche pour lui. Demandez à { $user } de le taper, ou d’ajouter la disposition de clavier.
note-out-of-reach = La fenêtre au premier plan n’accepte ni votre souris ni votre clavier, seulement ceux qui sont chez { $user }. Demandez à { $user } de s’en servir.
note-not-taken = À l’instant, l’ordinateur chez { $user } n’a accepté ni votre souris ni votre clavier. Merci de réessayer.
note-too-much = Une partie de ce que vous avez tapé ou fait s’est perdue : c’était plus que ce que l’ordinateur chez { $user } accepte en une fois. Merci de recommencer par petites parties.
note-files-reloaded = Vous avez rechargé la page, et l’envoi des fichiers incomplets s’est arrêté. Choisissez à nouveau ceux que vous envoyez ; ceux envoyés par { $user } vous sont proposés à nouveau.
note-no-folders = Chez { $user }, Alongside est plus ancien et n’accepte pas les dossiers. Envoyez les fichiers eux-mêmes, ou le dossier sous forme d’archive ZIP.
note-folder-too-large = Un dossier de plus de 1000 fichiers, ou de plus de 16 dossiers l’un dans l’autre, ne peut pas être envoyé. Envoyez-le sous forme d’archive ZIP.
note-folder-unreadable = Impossible de lire le dossier.
note-folder-empty = Il n’y a aucun fichier dans ce dossier.
note-other-version = Chez { $user }, Alongside a une autre version ; il manque peut-être quelque chose.
note-other-page = Cette page n’a pas la même version exacte que l’Alongside de l’autre ordinateur. Si cela vous surprend, comparez « À propos de cette page » avec « alongside --version --verbose » là-bas.
note-tiles = Ce navigateur ne décode pas la vidéo ici : vous voyez des images fixes, quelques-unes par seconde. Pour la vidéo, ouvrez cette page en https, ou prenez une version récente de Chrome, Edge, Firefox ou Safari.
note-log-differs = Ce que l’ordinateur chez { $user } dit du journal de la session n’est pas cohérent. Cette page continue avec son propre journal.
note-log-disputed = L’ordinateur chez { $user } a écrit dans le journal de la session quelque chose qui n’a pas eu lieu sur cette page. Cette page ne l’a pas signé, et votre copie du journal le dit.
note-log-begins = La page a été rechargée et n’a pas pu garder le journal de la session. Elle continue à partir d’ici avec son propre journal.
note-log-not-saved = Le navigateur n’a pas permis d’enregistrer le journal.
note-picture-taken = Capture d’écran faite : { $file }. On le signale à { $user }, et le journal l’indique.
note-picture-not-saved = Le navigateur n’a pas permis d’enregistrer l’image.
note-copy-came = Ce qui a été copié par { $user } est dans votre presse-papiers.
note-copy-waits = { $user } a copié quelque chose. Ouvrez « Presse-papiers » pour le prendre.
note-copy-stopped = Ce que vous avez collé n’est pas arrivé dans le presse-papiers chez { $user }.
note-copy-too-large = Ce que vous avez collé est trop gros : 16 Mo au plus.
no-picture-missing = Il n’y a pas encore d’image.
no-picture-paused = { $user } a mis l’image en pause : pas de capture d’écran possible.
no-picture-prompt = { $user } répond à une demande du système : pas de capture d’écran possible.
no-picture-old = L’image est ancienne. Faites la capture d’écran dès qu’elle sera à jour.
no-picture-too-often = Attendez quelques secondes avant une autre capture d’écran.
note-chat-too-long = Ce message est trop long. Merci de l’envoyer en plusieurs parties.
note-remembered = Désormais, { $user } est dans vos contacts, et vous dans les siens.
note-remembered-already = { $user } est déjà dans vos contacts, et vous dans les siens.
not-remembered-declined = { $user } préfère ne pas figurer dans vos contacts.
not-remembered-no-answer = { $user } n’a pas répondu à la proposition de s’ajouter aux contacts.
not-remembered-too-often = Aucune autre proposition de s’ajouter aux contacts ne sera faite à { $user }.
not-remembered-theirs = Chez { $user }, l’ordinateur ne peut pas ajouter de contacts, ou pas un de plus.
not-remembered-our-proof = Votre clé n’a pas été acceptée chez { $user }. Aucun contact n’a été ajouté.
not-remembered-by-helper = Vous préférez ne pas figurer dans les contacts chez { $user }.
not-remembered-other-key = Contact non ajouté : cette clé n’est pas celle de votre contact { $user }.
not-remembered-full = Vous avez déjà le nombre maximal de contacts. Oubliez-en d’abord un.
not-remembered-unable = Ce navigateur ne peut garder ni clé ni contact pour cette page : pas de contacts possibles.
not-remembered-their-proof = La clé présentée par { $user } n’a pas été prouvée. Aucun contact n’a été ajouté.

## The log as it is shown.

log-went = Vous avez appelé { $user } sans code.
log-remembered = { $user } est dans vos contacts, et vous dans les siens.
log-opened = Vous avez utilisé l’invitation.
log-connected = { $user } vous a laissé entrer.
log-requested = Vous avez demandé le contrôle.
log-granted = { $user } a accordé le contrôle.
log-control-ended = Fin du contrôle.
log-read-requested = Vous avez demandé à recevoir ce que copie { $user }.
log-read-granted = { $user } vous permet de recevoir ce qui est copié de son côté.
log-read-ended = Vous ne recevez plus ce que copie { $user }.
log-write-requested = Vous avez demandé à mettre quelque chose dans le presse-papiers chez { $user }.
log-write-granted = { $user } vous permet de mettre quelque chose dans son presse-papiers.
log-write-ended = Vous ne pouvez plus rien mettre dans le presse-papiers chez { $user }.
log-file-went = Un de vos fichiers est arrivé chez { $user }.
log-file-came = { $user } vous a envoyé un fichier.
log-file-failed = Un fichier n’a pas été envoyé jusqu’au bout.
log-other-requested = Vous avez demandé une autorisation.
log-other-granted = { $user } l’a accordée.
log-other-ended = Une de vos autorisations a pris fin.
log-paused = { $user } a mis l’image en pause.
log-unpaused = L’image a repris.
log-picture-taken = Vous avez fait une capture d’écran.
log-copy-came = Vous avez reçu ce qui a été copié par { $user }.
log-copy-went = Ce que vous avez copié est dans le presse-papiers chez { $user }.
log-reloaded = Vous avez rechargé la page. Ce qui était ici avant est dans le journal que vous pouvez enregistrer.
log-resumed = La connexion est revenue.

## Pieces of a text

decimal-mark = ,
size-bytes = { $size } o
size-kilobytes = { $size } ko
size-megabytes = { $size } Mo
size-gigabytes = { $size } Go
percent = { $n } %
act-on = { $act } : { $what }
session-heading = Session
