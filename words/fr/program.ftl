# Le programme de la personne qui demande de l’aide, en français.
# Les noms des commandes, des options et des fichiers, et ce qu’on tape après une barre oblique, restent tels quels.

## Sentences of all faces: the terminal and the window

slot-changes = Le serveur a changé trop souvent le numéro du code, et la session a donc pris fin. Partagez à nouveau ; si cela se reproduit, prenez un autre serveur.
proxy-password-shown = Tant que le programme tourne, tous les comptes de cet ordinateur peuvent lire le mot de passe dans --proxy. Mettez-le dans un fichier à vous, et indiquez ce fichier avec --proxy-password-file.
paused = En pause. La personne qui vous aide voit un simple panneau à la place de votre écran.
too-soon = Une question vient d’apparaître ; merci de la lire, puis de répondre à nouveau.
not-while-controlled = Le contrôle est partagé, ou l’était à l’instant : ceci a donc pu être tapé par la personne qui vous aide, et rien n’a changé. Reprenez d’abord le contrôle, puis tapez-le à nouveau.
typed-too-early = Cette ligne a été commencée pendant que le contrôle était partagé : elle est donc laissée de côté. Merci de la taper à nouveau.
withdrawn = La question n’est plus ouverte.
choose-on-a-terminal = --choose-words pose une question dans un terminal ; écrivez les mots dans un fichier, et indiquez-le avec --words-file
nothing-chosen = aucun mot n’a été choisi ; sans --choose-words, les mots sont tirés au hasard
view-only-here = Sur cet ordinateur, la souris et le clavier ne peuvent pas être partagés : la personne qui vous aide peut seulement regarder.
no-port-in-public = Ce réseau est considéré comme public : aucun port n’a donc été demandé au routeur.
mailed-is-void = Le serveur a donné un nouveau numéro à l’invitation : le message envoyé par e-mail ne sert donc plus à rien. Donnez le nouveau code à la personne qui vous aide, ou partagez à nouveau.
help = Tapez /pause, /resume, /stop (contrôle), /revoke AUTORISATION, /next (étape), /send FICHIER ou DOSSIER, /pause, /resume ou /cancel NUMÉRO (un fichier), /bandwidth, /remember (la personne qui vous aide), /quit, ou un message pour la personne qui vous aide.
typed-allow-control = autoriser souris et clavier
typed-allow-control-and-prompts = autoriser aussi les mots de passe
typed-allow-remembering = ajouter aux contacts
prompts-are-yours = Les demandes de mot de passe et du système, et les fenêtres ouvertes en tant qu’administrateur, n’acceptent rien de la personne qui vous aide : vous y répondez vous-même.
no-answer = Ce n’est pas une réponse à la question. Rien n’a changé, et rien n’a été envoyé à la personne qui vous aide.
not-connected = La connexion n’est pas encore faite : il n’y a donc personne à qui écrire.
chat-cut = La suite de ce message est trop longue pour être affichée ici.
chat-under-control = Tapé ici pendant que le contrôle était partagé
log-differs = L’ordinateur de la personne qui vous aide ne confirme pas le journal de cette session. Votre propre journal continue.
log-no-home = ce compte n’a pas de dossier personnel, donc pas de journaux de session
log-unreadable = (n’est pas un journal de session d’Alongside, ou a été modifié)
end-reason-user-left = Vous avez mis fin à la connexion.
end-reason-helper-left = La personne qui vous aide a mis fin à la connexion.
end-reason-declined = Vous n’avez pas laissé entrer la personne qui le demandait.
end-reason-no-answer = La question est restée trop longtemps sans réponse, ce qui compte comme un non.
end-reason-connection-lost = La connexion avec la personne qui vous aide est perdue.
end-reason-no-path = Aucun chemin direct vers l’ordinateur de la personne qui vous aide n’a été trouvé. Un réseau sur le trajet le bloque : `alongside doctor` dit ce qu’on peut y faire.
end-reason-expired = Le délai de l’invitation est dépassé. Partagez à nouveau pour en créer une nouvelle.
end-reason-burnt = Trop de codes faux ont été saisis : l’invitation a donc été retirée. Partagez à nouveau pour en créer une nouvelle.
end-reason-fault = L’autre côté a fait quelque chose qui n’est pas permis, et la session a donc pris fin.
end-reason-version = La version de l’autre côté ne convient pas. Mettez à jour la plus ancienne des deux.
end-reason-no-screen = L’écran ne peut plus être partagé.
end-reason-no-decoder = Le navigateur de la personne qui vous aide ne peut pas afficher la vidéo H.264. Demandez-lui d’en prendre un autre.
server-refused-rate-limited = Le serveur a reçu trop d’invitations de votre réseau. Un nouvel essai se fera bientôt.
server-refused-full = Le serveur est plein en ce moment. Un nouvel essai se fera bientôt.
server-refused-otherwise = Le serveur a refusé l’invitation.
path-direct = La connexion avec la personne qui vous aide est directe.
path-relay = La connexion avec la personne qui vous aide passe par un relais, qui ne peut rien lire.
path-server = La connexion avec la personne qui vous aide passe par le serveur, qui ne peut rien lire.
system-prompt-open = Une demande du système est ouverte. La personne qui vous aide ne peut ni la voir ni y répondre ; l’image reprendra ensuite.
system-prompt-over = La personne qui vous aide voit à nouveau votre écran.
out-of-reach-in-front = La fenêtre au premier plan est ouverte en tant qu’administrateur et n’accepte rien de la personne qui vous aide. Elle la voit, et c’est vous qui vous en servez. Pendant ce temps, la touche Échap ne met pas fin au contrôle : utilisez « Ne plus partager le contrôle » dans la barre, ou mettez d’abord une autre fenêtre au premier plan.
out-of-reach-over = La personne qui vous aide peut à nouveau cliquer et taper.
question-connect = { $asker } veut se connecter à votre ordinateur et voir votre écran.
question-connect-ask = Voulez-vous laisser entrer cette personne ?
question-control = { $helper } veut partager le contrôle de votre ordinateur, pour utiliser votre souris et votre clavier en même temps que vous.
question-allow = Voulez-vous l’autoriser ?
phase-your-helper = La personne qui vous aide
phase-waiting = En attente : la personne qui vous aide n’est pas encore connectée. Personne ne peut voir votre écran.
phase-screen = { $helper } peut voir votre écran, mais ne peut pas le contrôler.
phase-control = { $helper } peut voir votre écran et utiliser votre souris et votre clavier.
phase-ended = La session est terminée. Personne ne peut voir votre écran.
wrong-code-last = Un code faux a été saisi pour la dernière fois.
wrong-code =
    { $n ->
        [one] Quelqu’un a saisi un code faux. Il reste { $n } essai.
       *[other] Quelqu’un a saisi un code faux. Il reste { $n } essais.
    }
picture-taken = { $helper } a fait une capture de votre écran et la garde.
clipboard-sent = Ce que vous avez copié est arrivé chez { $helper }.
clipboard-received = { $helper } a mis quelque chose dans votre presse-papiers.
tried-before-once = { $helper } a déjà essayé ce code une fois, sans réponse de quelqu’un qui le connaisse. Soit la connexion s’est coupée, soit le serveur a tenté de deviner le code et s’est trompé. Si vous ne vous l’expliquez pas, arrêtez, et prenez un autre serveur.
tried-before-twice = { $helper } a déjà essayé ce code deux fois, sans réponse de quelqu’un qui le connaisse. Soit la connexion s’est coupée, soit le serveur a tenté de deviner le code et s’est trompé. Si vous ne vous l’expliquez pas, arrêtez, et prenez un autre serveur.
tried-before = { $helper } a déjà essayé ce code { $n } fois, sans réponse de quelqu’un qui le connaisse. Soit la connexion s’est coupée, soit le serveur a tenté de deviner le code et s’est trompé. Si vous ne vous l’expliquez pas, arrêtez, et prenez un autre serveur.
reconnecting = La connexion avec { $helper } est interrompue. Pendant ce temps, rien n’est partagé. De nouveaux essais se font pendant { $lasts }.
reconnected = La connexion avec { $helper } est revenue.
choose = Choisissez au moins { $n } mots pour votre code, puis appuyez sur Entrée. Prenez des mots sans rapport entre eux, auxquels personne ne s’attendrait de votre part. En voici quelques-uns :
choose-again = Ces mots ne conviennent pas : { $why }. Merci d’en choisir d’autres.
choose-alike = Mots qui commencent de la même façon : { $words }
words-file-unusable = les mots de { $path } ne peuvent pas être utilisés : { $why }
lasts-hours = { $n } h
lasts-minutes = { $n } min
invitation-tell = Donnez ce code à la personne qui vous aide :
invitation-open = Elle ouvre  { $page }  dans n’importe quel navigateur et l’y tape,
invitation-open-link = ou ouvre  { $link }
invitation-link-whole = Ce lien contient le code entier : toute personne qui le voit peut demander à se connecter. Ne le donnez à personne d’autre.
invitation-link-number = Le lien contient seulement le numéro ; il faut encore que vous donniez les mots.
invitation-works = Le code sert une seule fois, pendant { $lasts }. Laissez cette fenêtre ouverte.
saved = L’invitation est enregistrée sous { $path }. Donnez ce fichier à la personne qui vous aide ; les mots du code n’y sont pas : donnez-les d’une autre façon, par exemple par téléphone.
mailed-by-program = Votre logiciel de messagerie affiche un message pour { $to }. C’est à vous de l’envoyer depuis là ; les mots du code n’y sont pas : donnez-les d’une autre façon, par exemple par téléphone.
mailed = L’invitation est envoyée à { $to } ; les mots du code n’y sont pas : donnez-les d’une autre façon, par exemple par téléphone.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } vous demande de l’aide pour son ordinateur
email-what = { $user } vous demande de regarder l’écran de son ordinateur et de l’aider. Il suffit d’un navigateur.
email-open = Ouvrez { $link }
email-open-server = ou ouvrez { $server } et choisissez le fichier joint avec « Ouvrir un fichier d’invitation ».
email-words = Demandez les mots du code à { $user }, par exemple par téléphone. Par sécurité, ils ne sont pas dans ce message.
email-connect = Saisissez les mots et votre nom, puis appuyez sur « Se connecter ». On demandera son accord à { $user } avant que vous voyiez quoi que ce soit.
email-until = L’invitation vaut pour une seule personne, jusqu’au { $until }, et seulement tant qu’Alongside est ouvert sur l’ordinateur chez { $user }.
email-unknown = Si vous ne connaissez pas { $user }, ou n’attendiez pas ce message, ne faites rien.
email-time = %d/%m/%Y à %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = accepter
typed-no = non
typed-never = jamais
answers-yes-no = Tapez « { $yes } » ou « { $no } », puis Entrée :
answers-remember = Tapez « { $allow } » ou « { $no } », puis Entrée ; « { $never } » veut dire non, sans que la question soit posée à nouveau :
answers-control = Tapez « { $allow } » ou « { $no } », puis Entrée ; « { $never } » veut dire non, sans que la question soit posée à nouveau.
answers-control-and-prompts = Tapez « { $allow } » ou « { $no } », puis Entrée. « { $prompts } » permet en plus à cette personne de voir les demandes de mot de passe et du système, et d’y répondre ; « { $never } » veut dire non, sans que la question soit posée à nouveau :
answers-lasting = Tapez « { $allow } » pour cette seule fois, « { $minutes } », « { $session } », ou « { $no } », puis Entrée ; « { $never } » veut dire non, sans que la question soit posée à nouveau :
answers-files-in = Tapez « { $allow } » ou « { $no } », puis Entrée ; « { $never } » veut dire non, sans que la question soit posée à nouveau :
answers-files-out = Tapez « { $allow } » pour un seul fichier, « { $minutes } », « { $session } », ou « { $no } », puis Entrée ; « { $never } » veut dire non, sans que la question soit posée à nouveau. Pour envoyer un fichier ou un dossier, tapez /send et son chemin :

## More that happens.

listening = En attente de la personne qui vous aide sur { $address }, jusqu’à ce que vous fermiez ceci.
left-out =
    { $n ->
        [one] { $n } ligne a été omise ici, faute d’avoir été lue à temps. Voici ce qui vaut maintenant.
       *[other] { $n } lignes ont été omises ici, faute d’avoir été lues à temps. Voici ce qui vaut maintenant.
    }
prompts-unseen = Sur ce bureau, les demandes de mot de passe et du système ne peuvent pas être détectées : la personne qui vous aide les verra donc. Le contrôle ne peut être partagé qu’avec ces demandes : quand la question viendra, répondez « { $allow } ».
chat-too-long = le message dépasse { $n } octets
chat-left-out =
    { $n ->
        [one] { $n } message est arrivé avant ceux-ci pendant qu’une question était ouverte, et ne peut plus être affiché.
       *[other] { $n } messages sont arrivés avant ceux-ci pendant qu’une question était ouverte, et ne peuvent plus être affichés.
    }
party-you = Vous
party-helper = Personne qui aide
log-begun = Le journal de cette session s’écrit dans { $path }.
log-not-kept = Le journal de cette session ne peut pas être enregistré : { $why }. La session continue sans lui ; pour en avoir un, libérez de la place ou permettez l’écriture dans votre dossier Documents.
log-required = Le journal de cette session ne peut pas être enregistré : { $why }. Le propriétaire de cet ordinateur veut un journal de chaque session : la session prend donc fin.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. Vérifiez l’adresse et votre réseau, ou omettez --server : votre ordinateur sert alors lui-même de serveur
input-too-long = une ligne de { $n } octets au plus était attendue
input-not-utf8 = un texte en UTF-8 était attendu

## The window

window-failed = le programme a échoué ; plus rien n’est partagé
window-focus-given = C’est un programme qui a choisi ce bouton, pas vous. Appuyez sur Tab jusqu’à y arriver vous-même, puis appuyez à nouveau.
window-hung = Cette fenêtre n’a pas répondu pendant quelques secondes : le contrôle a donc été repris à la personne qui vous aide.
window-alert = À lire, s’il vous plaît
window-alert-read = J’ai lu ceci
window-meaning-connect = Cette personne verra tout ce qui est à votre écran, jusqu’à ce que vous y mettiez fin. Elle ne pourra ni cliquer ni taper. Si vous ne lui avez pas demandé d’aide, ne l’autorisez pas.
window-meaning-control-without-prompts = Cette personne pourra cliquer et taper, comme vous. Regardez ce qu’elle fait. La touche Échap (Esc) reprend le contrôle aussitôt. Les demandes de mot de passe et du système, et les fenêtres ouvertes en tant qu’administrateur, n’acceptent rien d’elle : vous y répondez vous-même.
window-meaning-control-time = Cette personne pourra cliquer et taper, comme vous. Regardez ce qu’elle fait.
window-meaning-control-esc = Cette personne pourra cliquer et taper, comme vous. Regardez ce qu’elle fait. La touche Échap (Esc) reprend le contrôle aussitôt.
window-meaning-remember = Cela ne partage rien en soi. On vous redemande votre accord chaque fois, avant que quiconque voie votre écran.
window-level-none = Meilleure image
window-level-no-full-window-drag = Moins d’images quand quelque chose de grand bouge
window-level-no-background = Moins d’images, et pas de fond d’écran
window-level-full = Le plus simple possible
window-no-display = la fenêtre ne peut pas s’ouvrir ici : { $why }. Dans un terminal, `alongside share` fait la même chose en mots
window-not-started = le programme n’a pas pu démarrer : { $why }
window-works-no-more = Le délai du code est dépassé.
window-works-for =
    { $n ->
        [one] Le code sert une seule fois, pendant encore { $n } minute.
       *[other] Le code sert une seule fois, pendant encore { $n } minutes.
    }
window-message = J’ai besoin d’aide avec mon ordinateur : est-ce possible ? Si oui, merci d’ouvrir { $link } dans un navigateur et de m’appeler : je donnerai les mots du code. Mon écran ne sera visible qu’une fois que j’aurai dit oui.
window-seconds-none = Le temps est écoulé.
window-seconds-left =
    { $n ->
        [one] Il reste { $n } seconde.
       *[other] Il reste { $n } secondes.
    }
window-bar-lost = La connexion avec { $helper } est interrompue. Rien n’est partagé.
window-bar-paused = En pause. { $helper } ne voit pas votre écran.
window-bar-control-esc = { $helper } partage le contrôle. Échap y met fin.
window-bar-control-time = { $helper } partage le contrôle, pendant { $n } minutes au plus.
window-bar-seen = { $helper } peut voir votre écran.
window-rate = { $kbit } kbit/s
window-cap-error = Merci d’écrire un nombre de { $least } à { $most }.
window-end-folder-error = Le dossier du journal ne peut pas être affiché : { $why }.
window-log-at = Ce qui s’est passé est écrit dans { $path }.

## The window: the first view

window-start-title = Recevoir de l’aide pour cet ordinateur
window-start-what = Une personne de confiance peut regarder votre écran et vous aider, depuis n’importe quel navigateur web. C’est vous qui la choisissez.
window-start-safe = Personne ne voit rien avant que vous ayez dit oui, et vous pouvez tout arrêter à tout moment.
window-start-get-help = Demander de l’aide
window-start-cannot-allow = Ce bureau ne dit pas si c’est vous ou un programme qui appuie sur un bouton : rien ne peut donc être autorisé dans cette fenêtre. Dans un terminal, « alongside share » fait la même chose en mots.
window-start-known = Ou demandez à quelqu’un que vous connaissez, sans code :
window-start-again = Redemander de l’aide
window-start-beginning = Revenir au début
window-start-opening = Un instant, s’il vous plaît…
window-start-quit = Fermer Alongside

## The window: the view with the invitation

window-invitation-title = Donnez ce code à la personne qui vous aide
window-invitation-code = Code d’invitation
window-invitation-how = De préférence par téléphone. Donnez-le seulement à quelqu’un que vous connaissez et à qui vous avez demandé de l’aide.
window-invitation-spell = Épeler
window-invitation-spell-less = Masquer les lettres
window-invitation-open = La personne qui vous aide ouvre cette page dans n’importe quel navigateur, et y tape le code :
window-invitation-link = Page pour la personne qui vous aide
window-invitation-copy-link = Copier le lien
window-invitation-copy-message = Copier un message pour la personne qui vous aide
window-invitation-link-copied = Le lien est copié. Collez-le là où vous écrivez à la personne qui vous aide.
window-invitation-message-copied = Le message est copié. Collez-le là où vous écrivez à la personne qui vous aide. Les mots du code n’y sont pas : donnez-les par téléphone.
window-invitation-qr = Code QR de la page pour la personne qui vous aide
window-invitation-unseen = Personne ne peut voir votre écran.
window-invitation-new-code = Nouveau code
window-invitation-cancel = Ne pas demander d’aide maintenant

## The window: the view of a question

window-question-allow = Autoriser
window-question-refuse = Ne pas autoriser
window-question-never = Ne pas autoriser, et ne plus demander
window-question-with-prompts = Cette personne peut aussi voir les demandes de mot de passe et du système, et y répondre
window-question-silence = Si vous ne faites rien, ce n’est pas autorisé.

## The window: the view of a session

window-sharing-title = Session
window-sharing-stop-control = Ne plus partager le contrôle
window-sharing-pause = Pause
window-sharing-resume = Reprendre
window-sharing-chat = Discussion
window-sharing-chat-unread = Discussion ({ $count })
window-sharing-unread =
    { $n ->
        [one] { $n } message non lu
       *[other] { $n } messages non lus
    }
window-sharing-hide = Masquer cette fenêtre
window-sharing-disconnect = Se déconnecter
window-sharing-remember = Ajouter cette personne aux contacts
window-sharing-remember-why = Vous pourrez alors demander de l’aide à cette personne sans code. On vous demandera quand même votre accord chaque fois.
window-sharing-conversation = Discussion et ce qui s’est passé
window-sharing-message = Message à la personne qui vous aide
window-sharing-send = Envoyer
window-sharing-wrote = { $helper } écrit : { $text }
window-sharing-cut = Ce qui était ici avant est dans le journal de la session.
window-sharing-bandwidth = Connexion lente ?
window-sharing-rate = Combien est envoyé en ce moment ?
window-sharing-cap = Ne pas envoyer plus de (kbit/s)

## The window: the question before a session is ended

window-leave-title = Voulez-vous mettre fin à la session ?
window-leave-what = La personne qui vous aide ne verra plus votre écran. Pour recevoir à nouveau de l’aide, il vous faudra un nouveau code.
window-leave-end = Mettre fin à la session
window-leave-stay = Continuer

## The window: the view after a session

window-end-title = La session est terminée
window-end-show-log = Afficher le journal

## The window: people and settings

setup-people = Personnes
setup-settings = Réglages
setup-back = Retour
setup-busy = Un instant, s’il vous plaît…
setup-done = Enregistré.
setup-save = Enregistrer
setup-cancel = Annuler
setup-not-here = cela ne peut pas être changé ici
setup-no-number = un nombre était attendu
setup-device-counts = Ce qui est actionné par l’appareil « { $device } » compte comme actionné par vous. N’importe quel programme peut passer par lui.
setup-bad-name = Cela ne peut pas être un nom : { $why }.
setup-offers-failed = Les offres d’aide ne peuvent pas être attendues en ce moment : { $why }. De nouveaux essais se feront.
setup-last-helped = Dernière aide le { $date }.
setup-forget = Voulez-vous oublier { $name } ?
setup-people-unknown = Vos contacts ne peuvent pas être lus : { $why }.
setup-kept-in = Vos choix sont enregistrés dans { $file }.
setup-logged-in = Les journaux sont enregistrés dans { $folder }.
setup-nothing-shared = Rien ne peut être partagé en ce moment : { $why }.
setup-seconds =
    { $n ->
        [one] { $n } seconde
       *[other] { $n } secondes
    }
setup-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
setup-hours =
    { $n ->
        [one] { $n } heure
       *[other] { $n } heures
    }
setup-percent = { $n } %
setup-language-system = Comme sur le bureau
setup-colours-system = Comme dans le système
setup-colours-light = Foncé sur clair
setup-colours-dark = Clair sur foncé

## The window: offers of help

setup-offers-allow = Permettre aux personnes que je connais de m’offrir de l’aide
setup-offers-what = Tant que cette fenêtre est ouverte, elles voient que vous pouvez recevoir de l’aide, et peuvent demander à se connecter. On vous demande votre accord chaque fois, avant que quiconque voie votre écran.

## The window: the view of the people

setup-people-title = Personnes qui peuvent vous aider sans code
setup-people-nobody = Vous n’avez encore personne dans vos contacts. Pendant qu’une personne vous aide, vous pouvez choisir de l’ajouter.
setup-people-ask = Demander de l’aide
setup-people-key = Afficher la clé
setup-people-hide-key = Masquer la clé
setup-people-key-is = La clé de cette personne, en abrégé. Elle peut vous lire la sienne, pour comparer :
setup-people-rename = Renommer
setup-people-new-name = Nouveau nom
setup-people-forget = Oublier
setup-people-forgetting = Cette personne ne pourra plus venir sans code. Pour l’ajouter à nouveau, il faudra un accord des deux côtés, pendant une connexion.
setup-people-keep = Garder
setup-people-by-owner = Le propriétaire de cet ordinateur a décidé que cette personne peut offrir son aide. On vous demande votre accord chaque fois.
setup-people-by-owner-unused = Le propriétaire de cet ordinateur a désigné cette personne, mais ne permet pas d’offrir de l’aide.

## The window: the view of the settings

setup-settings-title = Réglages
setup-settings-what = Ce que vous changez ici vaut à partir de la prochaine session.
setup-settings-name = Votre nom, tel que le voient les personnes qui vous aident
setup-settings-server = Adresse du serveur qui vous met en relation ; vide pour cet ordinateur lui-même
setup-settings-view-only = Les personnes qui aident peuvent seulement regarder, jamais contrôler
setup-settings-log = Garder un journal de chaque session
setup-settings-bandwidth = Avec une connexion lente
setup-settings-reconnect = Si la connexion avec la personne qui aide est perdue, l’attendre pendant
setup-settings-expires = Durée de validité d’un code
setup-settings-map-port = Demander un port au routeur, pour une connexion directe. N’importe qui sur Internet pourra alors envoyer des paquets à ce programme
setup-settings-text-size = Taille du texte dans cette fenêtre
setup-settings-colours = Couleurs de cette fenêtre
setup-settings-language = Langue de ce programme
setup-settings-device = Clavier à l’écran ou contacteur
setup-settings-no-device = Seuls votre propre souris et votre propre clavier peuvent autoriser quelque chose.
setup-settings-choose-device = Choisir un appareil

## The window: the view of the device for assistance

setup-device-title = Un appareil qui appuie pour vous
setup-device-what = Un clavier à l’écran ou un contacteur passe par un appareil du bureau pour appuyer. Si vous l’indiquez ici, ce qu’il actionne compte comme actionné par vous, par exemple « Autoriser ».
setup-device-opens = Cela ouvre une porte : n’importe quel programme de cet ordinateur peut passer par cet appareil, et donc autoriser quelque chose à votre place. Dès que quelqu’un partage le contrôle, et jusqu’à la fin de la session, il ne compte plus.
setup-device-how = Appuyez sur le bouton ci-dessous avec une souris ou un clavier de cet ordinateur, ou laissez faire quelqu’un à côté de vous.
setup-device-known = Appareils de ce bureau :
setup-device-name = Nom de l’appareil
setup-device-none = Aucun appareil

## The window: who decided what holds

setup-decided-default = C’est le réglage d’origine.
setup-decided-file = C’est votre choix.
setup-decided-variable = Une variable d’environnement en décide, tant que ce programme tourne.
setup-decided-command-line = Cela a été choisi au démarrage du programme, et vaut jusqu’à sa fin.
setup-decided-owner = Le propriétaire de cet ordinateur en a décidé ainsi. Vous ne pouvez pas le changer.

## The window: an invitation as a file or by e-mail

sending-not-open = l’invitation n’est plus ouverte, il n’y a donc rien à envoyer. Demandez à nouveau de l’aide
sending-enough-mail = aucun autre e-mail n’est envoyé pour cette invitation. Enregistrez-la dans un fichier, ou donnez le code à la personne qui vous aide
mail-unwritten = le message ne peut pas être écrit : { $why }
mail-unattached = la pièce jointe ne peut pas être écrite : { $why }
mail-no-program = il n’y a pas ici de { $program } pour ouvrir un logiciel de messagerie ; renseignez [email] dans la configuration, ou enregistrez l’invitation dans un fichier (--save-as)
mail-program-failed = { $program } ne peut pas être utilisé : { $why }
mail-unopened = aucun logiciel de messagerie ne s’est ouvert ({ $program } : { $status }) ; renseignez [email] dans la configuration, ou enregistrez l’invitation dans un fichier (--save-as)
mail-slow = le serveur de messagerie { $host } n’a pas accepté le message à temps
mail-silent = le serveur de messagerie { $host } n’a pas répondu à temps
mail-login = le serveur de messagerie { $host } a refusé la connexion au compte ; vérifiez user et password_file dans [email]
mail-refused = le serveur de messagerie { $host } a refusé le message : { $reply }
mail-insecure = pas de connexion sécurisée au serveur de messagerie { $host } : { $why } ; vérifiez tls et port dans [email]
mail-unusable = le serveur de messagerie { $host } ne peut pas être utilisé : { $why } ; vérifiez host, port et tls dans [email]
sending-file-name = Invitation
sending-title = Ou donnez une invitation à la personne qui vous aide :
sending-file = Enregistrer dans un fichier
sending-path = Fichier à enregistrer
sending-save = Enregistrer
sending-path-error = Merci d’écrire le nom d’un fichier, ou son chemin entier, qui commence par une barre oblique.
sending-mail = Envoyer par e-mail
sending-address = Adresse e-mail de la personne qui vous aide
sending-address-error = Merci d’écrire une seule adresse e-mail, par exemple jacky@example.org.
sending-sending = Envoi de l’e-mail…
sending-opening = Ouverture de votre logiciel de messagerie…
sending-without-words = L’invitation dit où la personne qui vous aide peut vous joindre, et jusqu’à quand. Les mots du code n’y sont pas : donnez-les par téléphone.
sending-send = Envoyer l’e-mail
sending-open = Ouvrir dans mon logiciel de messagerie
sending-forbidden-program = Le propriétaire de cet ordinateur a décidé que les e-mails ne sont envoyés que par un serveur de messagerie, et vos réglages n’en indiquent aucun.
sending-forbidden-server = Le propriétaire de cet ordinateur a décidé que les e-mails ne sont envoyés que par le logiciel de messagerie du bureau, et vos réglages indiquent un serveur de messagerie.
sending-forbidden-all = Le propriétaire de cet ordinateur a décidé que les invitations ne sont pas envoyées par e-mail.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = Il n’y a plus rien à quoi répondre.
consent-no-evidence = Cette fenêtre ne peut pas savoir ici si c’est vous ou un programme qui a appuyé sur le bouton. Répondez dans le terminal.
consent-no-press = Cela ne venait ni de votre souris ni de votre clavier. Appuyez vous-même sur le bouton, avec la souris, Entrée ou la barre d’espace.
consent-program = C’est un programme qui a appuyé, pas vous. Si vous voulez autoriser, utilisez votre propre souris ou votre propre clavier.
consent-program-may = En ce moment, un autre programme peut appuyer ici sur des touches et des boutons, par exemple un bureau à distance. Arrêtez-le, puis appuyez à nouveau.
consent-program-too = Un programme a aussi appuyé sur des touches ou des boutons. Attendez un instant, puis appuyez à nouveau avec la souris.
consent-too-soon = C’était trop rapide. Lisez la question, puis appuyez à nouveau.
consent-held = La touche a été enfoncée avant que la question apparaisse, ou est restée enfoncée. Relâchez-la, puis appuyez à nouveau.
consent-typing = Vous étiez en train de taper. Lisez la question, puis appuyez à nouveau.
consent-remapped = Votre clavier ou votre souris vient d’être réglé à nouveau. Attendez un instant, puis appuyez à nouveau avec la souris.
consent-pointer-waited = Le pointeur était déjà sur le bouton quand la question est apparue. Éloignez-le, ramenez-le, puis appuyez à nouveau.
consent-pointer-elsewhere = Le pointeur n’est pas sur le bouton. Amenez-le dessus, puis appuyez à nouveau.
consent-pointer-moved = Le pointeur a bougé, mais pas par votre souris. Éloignez-le, ramenez-le, puis appuyez à nouveau.
consent-window-changed = Cette fenêtre a été déplacée ou recouverte à ce moment-là. Regardez-la, puis appuyez à nouveau.
consent-window-covered = Cette fenêtre doit être visible en entier. Déplacez ce qui est devant, puis appuyez à nouveau.
consent-presses-proved = Vous pouvez autoriser des choses dans la fenêtre : un bouton compte comme actionné par vous tant qu’aucun autre programme ne peut appuyer. On ne sait pas si quelque chose recouvre la fenêtre.
consent-presses-not-proved = Rien ne peut être autorisé dans la fenêtre, seulement dans un terminal.

## The window: the code said aloud

speech-say = Dire à voix haute
speech-stop = Arrêter de parler
speech-heard = Toutes les personnes dans la pièce entendent le code. Ne le faites dire à voix haute que là où vous le pouvez.
speech-failed-not-here = Sur ce système, le code ne peut pas encore être dit à voix haute.
speech-failed-not-installed = Aucun programme de cet ordinateur ne parle. Installez le paquet { $package } pour faire dire le code à voix haute.
speech-failed = La voix de cet ordinateur ne fonctionne pas. Y a-t-il un haut-parleur ?
speech-failed-system = La voix ne peut pas démarrer : { $why }.

## The window: the small picture of what the Helper sees

seen-show = Ce que voit la personne qui vous aide
seen-hide = Masquer ce que voit la personne qui vous aide
seen-picture = Ce que voit en ce moment la personne qui vous aide
seen-what = Ce que voit en ce moment la personne qui vous aide, sans la barre du haut.
seen-nothing = La personne qui vous aide ne voit rien en ce moment.
seen-soon = L’image arrive dans un instant.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = Afficher la fenêtre
desk-asked = Alongside vous pose une question
desk-seen = Votre écran peut être vu
desk-controlled = La personne qui vous aide partage le contrôle
desk-wrote = La personne qui vous aide vous a écrit
desk-ended = La session est terminée
desk-asked-connect = { $helper } veut se connecter et voir votre écran.
desk-asked-control = { $helper } veut partager le contrôle de votre ordinateur.
desk-asked-clipboard-read = { $helper } veut recevoir ce que vous copiez.
desk-asked-clipboard-write = { $helper } veut mettre quelque chose dans votre presse-papiers.
desk-asked-file-in = { $helper } veut vous envoyer des fichiers.
desk-asked-file-out = { $helper } vous demande un fichier.
desk-asked-point = { $helper } veut montrer des choses sur votre écran.
desk-asked-remember = Voulez-vous ajouter { $helper } à vos contacts ?
desk-answer = Répondez dans la fenêtre. Si vous ne faites rien, ce n’est pas autorisé.
desk-wrote-what = { $helper } vous a écrit.

## Helpers whom the User remembers, and offers

contacts-no-key = Ce que la personne qui vous aide a envoyé comme clé n’en est pas une : aucun contact n’est donc ajouté.
contacts-none = Vous n’avez aucun contact. Tapez /remember pendant que quelqu’un vous aide.
contacts-no-server = Seul votre serveur sait qui est disponible maintenant ; indiquez-le avec --server URL.
contacts-to-needs-no-code = --to n’a pas besoin de code : il n’y a donc rien à enregistrer, à envoyer par e-mail, ni de mots à choisir. Omettez --to, ou bien --save-as, --email, --choose-words et --words-file
contacts-not-remembered-no-answer = La personne qui vous aide n’a pas répondu : aucun contact n’est donc ajouté.
contacts-not-remembered-unproven = La personne qui vous aide n’a pas pu prouver que la clé envoyée est la sienne : aucun contact n’est donc ajouté.
contacts-not-remembered-declined = La personne qui vous aide préfère ne pas figurer dans vos contacts, ou son navigateur ne le peut pas.
contacts-asker = { $alias } (se présente sous le nom { $helper })
contacts-proven-code = Cette personne a prouvé qu’elle connaît votre code.
contacts-proven-contact = Cette personne a prouvé qu’elle est votre contact { $helper }.
contacts-proven-policy = Cette personne a prouvé qu’elle est { $helper }, à qui le propriétaire de cet ordinateur permet d’offrir de l’aide.
contacts-remember = { $helper } aimerait s’ajouter à vos contacts et vous ajouter aux siens. Vous pourrez alors lui demander de l’aide sans code, avec : alongside share --to NOM. On vous demandera quand même votre accord chaque fois, avant que quiconque voie votre écran. Voulez-vous ajouter { $helper } à vos contacts ?
contacts-waiting-available = On attend { $helper }, qui est disponible maintenant. Aucun code n’est nécessaire.
contacts-waiting = On attend { $helper }, qui n’est pas disponible maintenant. Aucun code n’est nécessaire ; laissez ceci ouvert.
contacts-waiting-for-offers = De l’aide peut vous être offerte par { $helpers }. Qui est disponible maintenant : { $available }. On vous demande votre accord avant que quiconque voie votre écran.
contacts-nobody = personne
contacts-left-out =
    { $n ->
        [one] Il n’y a pas de place pour attendre à la fois toutes les personnes qui peuvent aider ; { $n } d’entre elles ne peut pas trouver cet ordinateur. Oubliez les contacts dont vous n’avez plus besoin : alongside contacts forget NOM
       *[other] Il n’y a pas de place pour attendre à la fois toutes les personnes qui peuvent aider ; { $n } d’entre elles ne peuvent pas trouver cet ordinateur. Oubliez les contacts dont vous n’avez plus besoin : alongside contacts forget NOM
    }
contacts-stranger = Une personne inconnue ici a essayé de se connecter sans code. Elle a été refusée.
contacts-stranger-often = Une personne inconnue ici a essayé de se connecter sans code ({ $n } fois). Elle a été refusée.
contacts-remembered = Désormais, { $helper } est dans vos contacts, et vous dans les siens. La prochaine fois : alongside share --to { $name }
contacts-remembered-already = { $helper } est déjà dans vos contacts, et vous dans les siens. La prochaine fois : alongside share --to { $name }
contacts-other-key = ATTENTION : cette clé n’est pas celle de votre contact { $helper }. Quelqu’un se fait peut-être passer pour { $helper }, ou { $helper } utilise maintenant un autre navigateur. Aucun contact n’est ajouté. Si vous savez avec certitude qui c’est, oubliez d’abord le contact : alongside contacts forget { $name }
contacts-not-kept = La personne qui vous aide n’est pas ajoutée à vos contacts : { $why }. La session continue.
contacts-not-noted = L’aide que ce contact vous apporte en ce moment n’est pas notée : { $why }. La session continue.
contacts-names-unknown = Vos contacts ne peuvent pas être lus : { $why }. Rien ne vous avertira si quelqu’un utilise le nom de l’un d’eux.
contacts-column-name = NOM
contacts-column-key = CLÉ
contacts-column-since = DEPUIS
contacts-column-last = DERNIÈRE
contacts-column-now = MAINTENANT
contacts-available-yes = disponible
contacts-available-no = -
contacts-available-unknown = pas connu
contacts-not-asked = On ne sait pas qui est disponible maintenant : { $why }.
contacts-own-fingerprint = Empreinte :
contacts-own-key = Clé publique :

## Names that others chose

names-quoted = « { $name } »
names-resembles-code = ATTENTION : ce n’est peut-être pas la personne que vous connaissez sous le nom { $known }. Quiconque a votre code peut choisir un tel nom, et la clé connue pour { $known } n’a pas été présentée.
names-resembles = ATTENTION : ce n’est pas la personne que vous connaissez sous le nom { $known }. C’est cette autre personne qui a choisi un tel nom.

## The rights beside the picture and control

typed-allow-clipboard = autoriser le presse-papiers
typed-for-minutes = 10 minutes
typed-for-session = toute la session
rights-clipboard-works = Ce que l’une des deux personnes copie, l’autre peut le coller, une fois que vous êtes d’accord.
rights-no-clipboard-here = Le presse-papiers ne peut pas être partagé sur ce bureau : ce que l’une des deux personnes copie, l’autre ne peut pas le coller.
rights-clipboard-emptied = Votre presse-papiers est maintenant vide : ce que la personne qui vous aide a envoyé n’a pas pu y être mis, et ce que vous aviez copié avant est perdu.
rights-read-meaning = « Une fois » veut dire : la prochaine chose que vous copierez. Vous pouvez retirer cette autorisation à tout moment.
rights-write-meaning = « Une fois » veut dire : une seule chose. Rien n’est collé ni ouvert tout seul.
rights-clipboard-read = { $asker } veut recevoir ce que vous copierez à partir de maintenant : textes et images. Ce que vous avez copié avant n’est pas envoyé, ni ce qu’un gestionnaire de mots de passe marque comme secret. Voulez-vous l’autoriser ?
rights-clipboard-write = { $asker } veut mettre quelque chose dans votre presse-papiers, pour que vous puissiez le coller. Cela remplace ce que vous avez copié en dernier. Voulez-vous l’autoriser ?
rights-what-look = voir votre écran
rights-what-control = utiliser votre souris et votre clavier
rights-what-system-prompts = voir les demandes de mot de passe et du système, et y répondre
rights-what-clipboard-read = recevoir ce que vous copiez
rights-what-clipboard-write = mettre quelque chose dans votre presse-papiers
rights-what-point = montrer et dessiner sur votre écran
rights-what-type = taper
rights-what-file-in = vous envoyer ces fichiers
rights-what-file-out = recevoir un fichier que vous choisissez
rights-what-sound = entendre votre ordinateur
rights-what-voice = parler avec vous
rights-what-record = enregistrer la session
rights-what-another-helper = faire venir une autre personne pour aider
rights-what-hand-over = passer la main à une autre personne pour aider
rights-may = Cette personne peut { $what }.
rights-granted-once = { $helper } peut { $what }, une fois. Pour retirer cette autorisation : dans la fenêtre, ou avec /revoke { $right }.
rights-granted-minutes = { $helper } peut { $what }, pendant { $n } minutes. Pour retirer cette autorisation : dans la fenêtre, ou avec /revoke { $right }.
rights-granted-session = { $helper } peut { $what }, jusqu’à la fin de la session. Pour retirer cette autorisation : dans la fenêtre, ou avec /revoke { $right }.
rights-ended-time = Le temps est écoulé : { $helper } ne peut plus { $what }.
rights-ended-by-user = { $helper } ne peut plus { $what }.
rights-ended-by-helper = { $helper } n’en a plus besoin, et ne peut plus { $what }.
rights-unknown = Il faut taper /revoke et l’un de ces mots : { $rights }.

## The window: rights

window-rights-this-time = Autoriser une fois
window-rights-ten-minutes = Autoriser pendant 10 minutes
window-rights-session = Autoriser jusqu’à la fin de la session
window-rights-revoke = Retirer
window-rights-title = Ce que peut faire la personne qui vous aide

## What stops control

control-stops-esc = Vous pouvez reprendre le contrôle à tout moment avec la touche Échap (Esc).
control-stops-time = Sur ce bureau, Échap n’y met pas fin. Pour cela, utilisez « { $button } », ou /stop dans le terminal, ou l’icône de partage du bureau. Le contrôle prend fin de lui-même après { $n } minutes.
control-stops-it-esc = Appuyez sur Échap (Esc) pour y mettre fin.
control-stops-it-time = Mettez-y fin avec « { $button } » dans la fenêtre, ou avec /stop dans le terminal : Échap ne le fait pas. Le contrôle prend fin de lui-même après { $n } minutes.
control-ended-time = Les { $n } minutes sont écoulées : la personne qui vous aide ne partage donc plus le contrôle. Elle peut le redemander.
control-ended-by-user = Vous avez repris le contrôle.
control-ended-by-helper = La personne qui vous aide a rendu le contrôle.

## Files

typed-allow-files = autoriser les fichiers
files-incoming-meaning = Ils sont enregistrés sur cet ordinateur, sous les noms donnés par la personne qui vous aide. Ne les ouvrez que si vous savez ce que c’est. Vous pouvez arrêter cela à tout moment.
files-outgoing-meaning = Cela n’envoie rien en soi : vous choisissez chaque fichier. Vous pouvez retirer cette autorisation à tout moment.
files-incoming =
    { $n ->
        [one] { $asker } veut vous envoyer { $n } fichier ({ $size }). Il est enregistré dans { $folder }, sans être ouvert. Le voulez-vous ?
       *[other] { $asker } veut vous envoyer { $n } fichiers ({ $size }). Ils sont enregistrés dans { $folder }, sans être ouverts. Les voulez-vous ?
    }
files-incoming-folder =
    { $n ->
        [one] { $asker } veut vous envoyer le dossier { $name } avec { $n } fichier ({ $size }). Il est enregistré dans { $folder }, sans être ouvert. Le voulez-vous ?
       *[other] { $asker } veut vous envoyer le dossier { $name } avec { $n } fichiers ({ $size }). Il est enregistré dans { $folder }, sans être ouvert. Le voulez-vous ?
    }
files-incoming-folder-empty =
    { $n ->
        [one] { $asker } veut vous envoyer le dossier { $name } avec { $n } fichier et { $empty } ({ $size }). Il est enregistré dans { $folder }, sans être ouvert. Le voulez-vous ?
       *[other] { $asker } veut vous envoyer le dossier { $name } avec { $n } fichiers et { $empty } ({ $size }). Il est enregistré dans { $folder }, sans être ouvert. Le voulez-vous ?
    }
files-empty-folders =
    { $n ->
        [one] { $n } dossier vide
       *[other] { $n } dossiers vides
    }
files-offered = { $name }, { $size }
files-programs-first =
    { $n ->
        [one] { $n } d’entre eux peut s’exécuter comme programme, et figure en premier :
       *[other] { $n } d’entre eux peuvent s’exécuter comme programmes, et figurent en premier :
    }
files-more =
    { $n ->
        [one] et encore { $n } autre, { $size } en tout
       *[other] et encore { $n } autres, { $size } en tout
    }
files-incoming-any = { $asker } veut vous envoyer des fichiers. Les voulez-vous ?
files-outgoing = { $asker } vous demande un fichier. Seuls les fichiers et dossiers que vous choisissez vous-même sont envoyés. Voulez-vous l’autoriser ?
files-your-helper = la personne qui vous aide
files-notice-coming = Le fichier { $name } est en route vers vous.
files-notice-offered = Le fichier { $name } est proposé à { $helper }.
files-notice-running = { $name } : { $part } sur { $size }.
files-notice-paused = { $name } est en pause jusqu’à ce que vous repreniez.
files-notice-arrived = Le fichier { $name } est arrivé. Il se trouve ici : { $path }
files-notice-sent = Le fichier { $name } a été envoyé à { $helper }.
files-notice-not-arrived = Le fichier { $name } n’est pas arrivé : { $why }.
files-notice-not-sent = Le fichier { $name } n’a pas été envoyé : { $why }.
files-folder-arrived =
    { $n ->
        [one] Le dossier { $name } est arrivé en entier : { $n } fichier.
       *[other] Le dossier { $name } est arrivé en entier : { $n } fichiers.
    }
files-folder-not-arrived = Le dossier { $name } n’est pas arrivé.
files-folder-partly =
    { $n ->
        [one] Dans le dossier { $name }, { $n } fichier sur { $count } n’est pas arrivé.
       *[other] Dans le dossier { $name }, { $n } fichiers sur { $count } ne sont pas arrivés.
    }
files-folder-at = Il se trouve ici : { $path }
files-folder-first = Le premier est { $file } : { $why }.
files-folder-why = La raison : { $why }.
files-not-come =
    { $n ->
        [one] { $n } fichier que vous avez accepté n’est pas arrivé depuis 5 minutes, et n’arrivera peut-être plus.
       *[other] { $n } fichiers que vous avez acceptés ne sont pas arrivés depuis 5 minutes, et n’arriveront peut-être plus.
    }
files-failure-cancelled = l’envoi a été annulé
files-failure-not-allowed = ce n’est plus autorisé
files-failure-changed = il a été modifié pendant l’envoi
files-failure-damaged = il a été abîmé pendant le trajet
files-failure-disk-full = le disque est plein
files-failure-page-reloaded = la personne qui vous aide a rechargé la page
files-failure-stalled = rien n’en est arrivé depuis 5 minutes
files-failure-unanswered = pendant 15 minutes, la personne qui vous aide n’a pas dit si elle le voulait
files-failure-too-large = l’autre navigateur ne peut pas en garder autant
files-failure-scanner = l’antivirus le bloque
files-failure-failed = la lecture ou l’écriture a été impossible
files-not-sent = { $path } n’a pas été envoyé : { $why }.
files-not-sent-owner = le propriétaire de cet ordinateur ne le permet pas
files-not-sent-paused = le partage est en pause
files-not-sent-nobody = aucune personne n’est connectée pour vous aider
files-not-sent-now = ce n’est pas possible maintenant
files-no-file = ce n’est pas un fichier
files-large = c’est trop volumineux
files-many = il contient trop de fichiers, ou trop de dossiers les uns dans les autres : faites-en une archive ZIP, et envoyez-la
files-within = { $file }, à l’intérieur : { $why }
files-disk = la lecture est impossible : { $why }
files-links-left-out =
    { $n ->
        [one] { $n } lien ou périphérique dans { $path } n’est pas envoyé : seuls les fichiers et les dossiers le sont.
       *[other] { $n } liens ou périphériques dans { $path } ne sont pas envoyés : seuls les fichiers et les dossiers le sont.
    }
files-size-bytes =
    { $n ->
        [one] { $n } octet
       *[other] { $n } octets
    }
files-decimal-mark = ,
files-dialog-failed = La boîte de dialogue a échoué : { $why }. Écrivez le chemin.
files-dialog-elsewhere = Ce que vous avez choisi n’est pas sur cet ordinateur. Enregistrez-le d’abord ici, puis choisissez-le à nouveau.
files-too-many = Cela fait { $n } fichiers. On peut en envoyer { $most } à la fois : choisissez-en moins, ou le dossier où ils se trouvent.

## The window: files

window-files-send = Envoyer un fichier ou un dossier
window-files-while-controlled = Pas pendant que le contrôle est partagé : la personne qui vous aide pourrait choisir le fichier. Reprenez d’abord le contrôle.
window-files-offered = Fichiers
window-files-path = Fichier ou dossier à envoyer
window-files-files = Choisir des fichiers…
window-files-folder = Choisir un dossier…
window-files-files-title = Fichiers pour la personne qui vous aide
window-files-folder-title = Un dossier pour la personne qui vous aide
window-files-chosen = Ce que vous avez choisi
window-files-send-chosen = Envoyer ce qui est choisi
window-files-forget = Ne pas envoyer
window-files-chosen-while-controlled = Ce que vous avez choisi n’est pas envoyé : le contrôle est partagé, et la personne qui vous aide pouvait donc appuyer dans la boîte de dialogue. Reprenez le contrôle, puis choisissez à nouveau.
window-files-no-dialog = Ce bureau n’a pas de boîte de dialogue pour cela. Écrivez le chemin.
window-files-strange-name = Ce nom ne peut pas être utilisé : il contient des caractères non valables. Donnez-en un autre au fichier.
window-files-pause = Pause
window-files-pause-folder = Mettre le dossier en pause
window-files-continue = Reprendre
window-files-cancel = Annuler
window-files-cancel-folder = Annuler le dossier
window-files-send-this = Envoyer celui-ci

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = autoriser le dessin
marks-meaning = La touche Échap, une pause ou le retrait de l’autorisation efface tout ce que cette personne a dessiné.
marks-question = { $asker } veut montrer des choses sur votre écran, y dessiner, et proposer des étapes. Les dessins s’affichent par-dessus vos fenêtres et ne cliquent sur rien. Voulez-vous l’autoriser ?
marks-step-button = { $text } (bouton « { $name } »)
marks-step-check-box = { $text } (case à cocher « { $name } »)
marks-step-radio-button = { $text } (choix « { $name } »)
marks-step-switch = { $text } (interrupteur « { $name } »)
marks-step-link = { $text } (lien « { $name } »)
marks-step-menu = { $text } (menu « { $name } »)
marks-step-menu-item = { $text } (élément de menu « { $name } »)
marks-step-field = { $text } (champ « { $name } »)
marks-step-list = { $text } (liste « { $name } »)
marks-step-item = { $text } (entrée « { $name } »)
marks-step-tab = { $text } (onglet « { $name } »)
marks-step-slider = { $text } (curseur « { $name } »)
marks-step-other = { $text } (« { $name } »)
marks-next = Étape { $n } sur { $count } : { $text }
marks-all-done = Toutes les étapes sont faites.
marks-suggested = { $helper } propose, étape { $n } sur { $count } (/next quand c’est fait)
marks-none = { $helper } ne propose plus d’étapes.
marks-suggests = { $helper } propose : { $step } Quand c’est fait, tapez /next.
marks-listed = { $n }. { $text }
marks-listed-done = Fait : { $n }. { $text }

## The window: steps

window-steps-title = Ce que propose la personne qui vous aide
window-steps-next = Étape suivante
window-steps-done = Fait

## The bandwidth

bandwidth-untouched = Le fond d’écran et les effets de ce bureau ne sont pas modifiés, car alongside ne sait pas comment faire. L’image est quand même allégée.
bandwidth-recovered = Votre bureau a retrouvé son aspect d’avant : la dernière session ne s’était pas terminée comme il faut et l’avait laissé modifié.
bandwidth-nothing-to-restore = Il n’y a rien à rétablir : aucune session n’a laissé votre bureau modifié.
bandwidth-gives-none = rien n’est sacrifié pour une ligne lente
bandwidth-gives-no-full-window-drag = moins d’images quand quelque chose de grand bouge
bandwidth-gives-no-background = moins d’images quand quelque chose de grand bouge, et pas de fond d’écran
bandwidth-gives-full = moins d’images quand quelque chose de grand bouge, pas de fond d’écran, pas d’effets, pas de lissage des caractères, et moins de couleurs
bandwidth-level = Niveau de débit { $level } : { $what }. Envoi actuel : { $kbit } kbit/s.
bandwidth-level-most = Niveau de débit { $level } : { $what }. Envoi actuel : { $kbit } kbit/s, { $most } kbit/s au plus.
bandwidth-usage = Tapez /bandwidth seul pour voir le niveau, avec none, no-full-window-drag, no-background ou full pour le régler, ou avec un nombre de { $least } à { $most } pour ne pas envoyer plus de kbit/s que ce nombre.
bandwidth-not-changed = L’aspect du bureau n’est pas celui que demande ce niveau : { $why }.
bandwidth-not-restored = Le bureau n’a peut-être pas retrouvé son aspect d’avant : { $why }. Un nouvel essai se fera au prochain démarrage, ou avec : alongside restore-desktop

## A question of the desktop itself

portal-asks = Votre bureau vous demande maintenant quel écran la personne qui vous aide peut voir : choisissez-le là et acceptez. Rien n’est vu avant cela, et un refus met fin à la session.
portal-asks-switch = S’il est possible que la personne qui vous aide utilise un jour votre souris et votre clavier, activez là aussi « Autoriser l’interaction à distance » : personne ne s’en sert avant que vous ayez encore une fois donné votre accord ici.
portal-may-ask = Votre bureau va peut-être vous demander maintenant quel écran la personne qui vous aide peut voir, et ce qu’il en est de la souris et du clavier : choisissez et acceptez là. Un refus met fin à la session. Personne ne se sert de la souris et du clavier avant que vous ayez encore une fois donné votre accord ici.
portal-restored = Vous avez demandé à votre bureau de retenir ce que la personne qui vous aide peut voir. Il peut le montrer maintenant sans demander. Pour choisir à nouveau la prochaine fois, supprimez { $file }.
portal-restored-input = Personne ne se sert de la souris et du clavier avant que vous ayez encore une fois donné votre accord ici.

## The built-in server in a network of strangers

public-network-asked = Autorisez-vous d’autres personnes sur ce réseau à essayer de joindre votre ordinateur ?
public-network-refused = ce réseau est considéré comme public, et d’autres personnes n’y ont pas reçu l’autorisation d’essayer de joindre cet ordinateur. Si vous faites confiance aux personnes qui l’utilisent, faites-en un réseau privé dans les paramètres de Windows (Réseau et Internet), ou démarrez avec --listen 0.0.0.0:7575. Sinon, utilisez un serveur (--server URL), ou ne laissez se connecter que cet ordinateur (--listen 127.0.0.1:7575)
public-network-refused-in-window = ce réseau est considéré comme public, et d’autres personnes n’y ont pas reçu l’autorisation d’essayer de joindre cet ordinateur. Si vous faites confiance aux personnes qui l’utilisent, faites-en un réseau privé dans les paramètres de Windows (Réseau et Internet), ou fermez Alongside et ouvrez-le à nouveau, pour que la question soit reposée. Sinon, indiquez un serveur dans « Réglages »
public-network-kind-said-unknown = Le système ne dit pas de quelle sorte de réseau il s’agit.
public-network-kind-said-domain = Le système dit que ce réseau est celui d’une organisation.
public-network-kind-said-private = Le système dit que ce réseau est privé.
public-network-kind-said-unclear = Le système n’a pas dit de quelle sorte de réseau il s’agit : il est donc considéré comme public.
public-network-kind-said-public = Le système dit que ce réseau est public.
public-network-meaning = Ce réseau est considéré comme public, comme dans un café ou un hôtel. Pour que la personne qui vous aide puisse se connecter, Alongside se mettrait à l’écoute sur { $address }, et n’importe qui sur ce réseau pourrait alors essayer de joindre votre ordinateur. Personne ne voit votre écran sans votre autorisation. Un oui vaut jusqu’à ce que vous fermiez Alongside.

## A part of the program has failed

parts-failed-pictures = Une partie d’alongside a échoué : celle qui montre votre écran. La session prend fin.
parts-failed-picture = Une partie d’alongside a échoué : celle qui envoie l’image. La session prend fin.
parts-failed-channels = Une partie d’alongside a échoué : celle qui écoute la personne qui vous aide. La session prend fin.
parts-failed-signal-link = Une partie d’alongside a échoué : celle qui reste en contact avec le serveur. La session prend fin.
parts-failed-mail = Une partie d’alongside a échoué : celle qui envoie votre invitation. L’envoi ne s’est peut-être pas fait.
parts-failed-contacts = Une partie d’alongside a échoué : celle qui connaît vos contacts. La session prend fin.
parts-failed-log = Une partie d’alongside a échoué : celle qui écrit le journal. La session prend fin.
parts-failed-input = Une partie d’alongside a échoué : celle qui tape et clique. La session prend fin.
parts-failed-panic-key = Une partie d’alongside a échoué : celle qui attend la touche Échap. La session prend fin.
parts-failed-prompts = Une partie d’alongside a échoué : celle qui détecte les demandes de mot de passe. La session prend fin.
parts-failed-press-watch = Une partie d’alongside a échoué : celle qui voit si c’est vous ou un programme qui appuie sur un bouton. Répondez aux questions dans le terminal.
parts-failed-desk = Une partie d’alongside a échoué : celle qui affiche les notifications et l’icône. La fenêtre montre tout ce qu’elles auraient montré.
parts-failed-appearance = Une partie d’alongside a échoué : celle qui change l’aspect du bureau. Si votre bureau n’a pas retrouvé son aspect d’avant, lancez : alongside restore-desktop
parts-failed-port-mapping = Une partie d’alongside a échoué : celle qui demande un port à votre routeur. Si le routeur a ouvert un port, il le ferme dans les 20 minutes.
parts-failed-border = Une partie d’alongside a échoué : celle qui dessine un cadre autour de ce qui est partagé. Ce qui est partagé reste le même qu’avant.
parts-failed-elements = Une partie d’alongside a échoué : celle qui trouve à quoi se rapporte une étape. Les étapes restent là où la personne qui vous aide les place.
parts-failed-marks = Une partie d’alongside a échoué : celle qui affiche ce que dessine la personne qui vous aide. Plus rien n’est dessiné.
parts-failed-clipboard = Une partie d’alongside a échoué : celle qui partage le presse-papiers. Le presse-papiers n’est plus partagé.
parts-failed-transfers = Une partie d’alongside a échoué : celle qui lit et écrit ce qui est transféré. Plus rien n’est transféré.

## The page of the Helper

page-other-build = La page de la personne qui vous aide n’a pas la version exacte ({ $theirs }) qui va avec ce programme ({ $own }). C’est courant quand le serveur a une autre version d’Alongside. Si cela vous surprend, demandez à la personne qui gère le serveur.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = Le côté de la personne qui vous aide ne confirme pas ce qu’il a forcément vu : sa signature manque dans le journal de cette session. Votre propre journal continue, et dit où elle manque.
log-verified =
    { $n ->
        [one] Le journal est tel qu’il a été écrit : { $n } entrée, dont { $signed } avec la signature de l’autre côté.
       *[other] Le journal est tel qu’il a été écrit : { $n } entrées, dont { $signed } avec la signature de l’autre côté.
    }
log-line-signed = Signé par l’autre côté : { $entries }
log-line-unseen = Non signé, car l’autre côté ne le voit pas, ou n’était plus là : { $entries }
log-line-missing = Non signé, bien que le côté d’une personne qui aide puisse le voir : { $entries }
log-line-disputed = Contesté par le côté de cette copie, qui n’a rien vu de tel : { $entries }
log-line-both = Signé par les deux côtés, qui l’ont vu tous les deux : { $entries }
log-line-one-unseen = Parole d’un seul côté, car l’autre ne le voit pas, ou n’était plus là : { $entries }
log-line-one-missing = Parole d’un seul côté, bien que le côté d’une personne qui aide puisse le voir : { $entries }
log-verified-means = Ce qui est signé, l’autre côté l’a vu lui-même. Ce qui ne l’est pas est la parole d’un seul côté. Les heures sont celles de l’horloge de l’ordinateur partagé. Seule la copie de l’autre côté peut montrer si les deux concordent.
log-same =
    { $n ->
        [one] Les deux copies concordent : { $n } entrée.
       *[other] Les deux copies concordent : { $n } entrées.
    }
log-up-to = Les deux copies concordent jusqu’à l’entrée { $entry }. Ensuite, il n’y avait plus de connexion entre les deux côtés : la première copie continue avec { $one }, la deuxième avec { $other }.
log-entries =
    { $n ->
        [one] { $n } entrée
       *[other] { $n } entrées
    }
log-agreement-means = Aucune entrée n’a été modifiée depuis la session. Ce que les deux côtés ont signé s’est passé comme c’est écrit ; le reste, les deux l’ont noté, et un seul s’en porte garant. Les heures sont celles de l’horloge de l’ordinateur partagé. Cela ne prouve pas qui étaient les deux personnes.
log-other-session = les deux copies ne concordent pas : elles diffèrent dès l’entrée 1 ; elles viennent donc de sessions différentes, ou l’une d’elles a été inventée
log-differ-from = les deux copies ne concordent pas : elles diffèrent à partir de l’entrée { $entry }, qu’un côté a signée pour l’autre
log-differ-missing = les deux copies ne concordent pas : l’entrée { $entry } manque dans l’une d’elles, bien que son côté l’ait signée
log-differ-disputed = les deux copies ne concordent pas : les deux ont l’entrée { $entry }, et un côté a noté aussitôt qu’il n’avait rien vu de tel
log-fault-empty = le journal n’a aucune entrée
log-fault-no-key = le journal ne dit pas de qui sont les signatures qu’il contient
log-fault-entry = l’entrée { $entry } n’est pas telle qu’elle a été écrite, ou il en manque une avant elle
log-fault-unsigned = l’entrée { $entry } n’est pas telle qu’elle a été écrite : sa signature ne correspond pas
log-fault-countersignature = la signature de l’autre côté pour l’entrée { $entry } n’est pas telle qu’elle a été écrite
log-fault-dispute = la ligne qui conteste l’entrée { $entry } n’est pas telle qu’elle a été écrite
log-read-long = le fichier est trop long pour un journal de session
log-read-frame = le fichier ne commence et ne finit pas comme un journal de session d’Alongside
log-read-line = la ligne { $line } n’est pas telle qu’Alongside l’écrit
log-run = { $first } à { $last }
log-newer = { $entry } (d’un Alongside plus récent)
log-and-more =
    { $n ->
        [one] { $entries } et encore { $n } autre
       *[other] { $entries } et encore { $n } autres
    }

## The owner's rules

policy-note-view-only = Le propriétaire de cet ordinateur permet seulement de regarder : la personne qui vous aide ne peut donc pas le contrôler.
policy-note-lifetime = Le propriétaire de cet ordinateur permet qu’une invitation serve pendant { $longest } au plus.
policy-forbidden-invitations = le propriétaire de cet ordinateur ne permet pas d’inviter quelqu’un pour aider. Demandez-lui, ou voyez : alongside policy
policy-forbidden-offers = le propriétaire de cet ordinateur ne permet pas d’offrir de l’aide. Faites mettre [offer] allowed = true dans le fichier « policy », ou demandez de l’aide vous-même : alongside share
policy-forbidden-control = le propriétaire de cet ordinateur permet seulement de regarder. Omettez --view-only=no
policy-forbidden-lifetime = le propriétaire de cet ordinateur permet qu’une invitation serve pendant { $longest } au plus. Utilisez --expires { $longest }
policy-forbidden-email = le propriétaire de cet ordinateur ne permet pas les invitations par e-mail. Omettez --email
policy-forbidden-email-program = le propriétaire de cet ordinateur ne permet d’envoyer des e-mails que par un serveur de messagerie. Indiquez-en un sous [email] dans le fichier de réglages, ou omettez --email
policy-forbidden-email-server = le propriétaire de cet ordinateur ne permet d’envoyer des e-mails que par le logiciel de messagerie du bureau. Retirez [email] du fichier de réglages, ou omettez --email
policy-forbidden-version = le propriétaire de cet ordinateur n’accepte aucun protocole plus ancien que { $minimum }, et cette version utilise { $own }. Mettez alongside à jour
policy-forbidden-level = le propriétaire de cet ordinateur a fixé le niveau de débit à { $level }. Laissez-le tel quel, ou faites changer `bandwidth` dans le fichier « policy »
policy-forbidden-reconnect = le propriétaire de cet ordinateur a fixé à { $only } l’attente d’une personne dont la connexion est perdue. Omettez --reconnect, ou faites changer `reconnect` dans le fichier « policy »
policy-forbidden-map-port = le propriétaire de cet ordinateur ne permet pas de demander un port au routeur. Omettez --map-port
policy-forbidden-assistive-device = le propriétaire de cet ordinateur ne permet pas qu’un appareil de programmes réponde dans la fenêtre. Omettez --assistive-device
policy-forbidden-log-folder = le propriétaire de cet ordinateur veut un journal de chaque session, dans le dossier de votre compte. Omettez --log-dir
policy-forbidden-no-log = le propriétaire de cet ordinateur veut un journal de chaque session. Omettez --no-log, ou faites changer `log` dans le fichier « policy »
policy-log-required = le journal de cette session ne peut pas être enregistré : { $why }. Le propriétaire de cet ordinateur veut un journal de chaque session : aucune ne commence donc. Libérez de la place, ou voyez : alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = Ce qui a été essayé :
doctor-will-happen = Ce qui se passera :
doctor-for-admin = Pour l’administration du système :
doctor-no-server = Sans --server, c’est le serveur intégré à ce programme qui sert : cela n’a donc pas été essayé.
doctor-asks-to-listen = Le serveur intégré à ce programme vous pose la question avant de laisser d’autres personnes sur ce réseau essayer de joindre cet ordinateur. Là où personne ne peut répondre, il ne démarre pas.
doctor-not-allowed = Le serveur n’a pas été contacté, car les règles du propriétaire de cet ordinateur ne permettent pas de le partager.
doctor-not-reached = Non essayé, car le serveur n’a pas pu être utilisé.
doctor-not-yet = Ne fait pas partie de cette version.
doctor-no-desktop = Non essayé, car il n’y a pas de bureau à contrôler.
doctor-server-behind-proxy = Le serveur n’a pas été joint, à cause du proxy.
doctor-tls-none = L’adresse commence par http : il n’y a donc pas de TLS. Ce que se disent les deux extrémités est quand même chiffré.
doctor-tls-valid = Le certificat du serveur est valable.
doctor-proxy-none = Aucun proxy n’est utilisé.
doctor-websocket-works = Le serveur met en relation les deux extrémités, et son propre chemin transporte les messages.
doctor-websocket-no-lane = Le serveur met en relation les deux extrémités. Il n’a pas de chemin à lui pour l’image.
doctor-relay-in-websocket = Le relais peut aussi être utilisé à l’intérieur d’un WebSocket.
doctor-websocket-broken = La connexion au serveur s’est ouverte, puis s’est coupée.
doctor-udp-works = Les paquets UDP arrivent au serveur, et ses réponses reviennent.
doctor-udp-not-offered = Non essayé, car ce serveur n’a ni STUN ni relais.
doctor-udp-blocked = Aucun paquet UDP ne revient du serveur.
doctor-stun-works = Le serveur indique à cet ordinateur son adresse à l’extérieur.
doctor-stun-not-offered = Non essayé, car ce serveur n’indique aucun serveur STUN.
doctor-relay-off = alongside-signal sert de relais avec --turn ADRESSE, également par TLS avec --tls-cert, et indique d’autres relais avec --external-turn.
doctor-silent = rien ne répond
doctor-garbled = ce qui répond n’utilise pas son protocole
doctor-no-packet = il donne une adresse, mais aucun paquet ne passe
doctor-ipv6-works = Le serveur est joint par IPv6.
doctor-ipv6-not-here = Cet ordinateur n’a pas d’IPv6 ; IPv4 est utilisé.
doctor-ipv6-not-there = Le serveur n’a pas d’adresse IPv6 ; IPv4 est utilisé.
doctor-ipv6-proxied = Non essayé, car c’est un proxy qui mène au serveur.
doctor-ipv6-fails = Cet ordinateur et le serveur ont des adresses IPv6, mais ne se joignent pas par elles.
doctor-nat-none = Aucune : l’adresse de cet ordinateur est vue telle quelle à l’extérieur.
doctor-nat-same = Traduite, de la même façon pour deux ports du serveur, comme le font les routeurs domestiques. Les connexions directes fonctionnent le plus souvent.
doctor-nat-other = Traduite différemment pour chaque destination (symétrique). Les connexions directes fonctionnent rarement.
doctor-nat-one-seen = Traduite. On ne peut pas dire ici de quelle façon, car le serveur ne la montre que depuis un seul port.
doctor-nat-unknown = Inconnue, car aucun serveur n’a indiqué à cet ordinateur son adresse à l’extérieur.
doctor-mapping-not-asked = Non essayé, car un port n’est demandé au routeur qu’avec --map-port.
doctor-mapping-not-in-public = Non essayé, car ce réseau est considéré comme public, et qu’on n’y demande de port à aucun routeur.
doctor-mapping-works = Le routeur a ouvert un port pour cet ordinateur, et l’a refermé.
doctor-screen-asked = Le portail du bureau et PipeWire sont présents. Le bureau demande quel écran partager au début d’une session, sauf si on lui a dit de retenir la réponse.
doctor-not-encoded = une image a été prise, mais n’a pas pu être encodée
doctor-no-picture = l’écran ne donne aucune image
doctor-check-failed = la vérification du bureau a échoué
doctor-desktop-hangs = le bureau ne répond pas
doctor-input-works = La personne qui vous aide peut les contrôler une fois que vous l’autorisez.
doctor-input-works-without-prompts = La personne qui vous aide peut les contrôler une fois que vous l’autorisez, mais pas pour les demandes du système ni pour les fenêtres ouvertes en tant qu’administrateur : de celles-là, vous vous servez vous-même.
doctor-panic-key-works = La touche Échap reprend le contrôle à tout moment.
doctor-panic-key-works-presses-told = La touche Échap reprend le contrôle à tout moment. Une touche sur laquelle vous appuyez se distingue de celle sur laquelle appuie un programme.
doctor-panic-key-works-presses-imitated = La touche Échap reprend le contrôle à tout moment. Une touche sur laquelle vous appuyez se distingue de celle sur laquelle appuie un programme, sauf si le programme imite votre clavier.
doctor-panic-key-works-presses-not-told = La touche Échap reprend le contrôle à tout moment. Une touche sur laquelle vous appuyez ne se distingue pas de celle sur laquelle appuie un programme.
doctor-encoder-not-tried = Non essayé, car il n’y a pas d’image.
doctor-policy-none = Il n’y en a pas sur cet ordinateur : tout dépend donc de votre choix.
doctor-policy-allows = Le propriétaire de cet ordinateur permet le partage ; `alongside policy` montre de quelle façon.
doctor-policy-view-only = Le propriétaire de cet ordinateur permet seulement de regarder ; `alongside policy` en montre plus.
doctor-log-off = Aucun journal n’est tenu, comme le disent les règles du propriétaire ou vos réglages.
doctor-no-log-folder = ce compte n’a pas de dossier personnel
doctor-direct = Les images et ce qui vient de la souris et du clavier vont directement d’un ordinateur à l’autre, si le réseau de la personne qui vous aide le permet.
doctor-direct-near = Les images et ce qui vient de la souris et du clavier passent directement si la personne qui vous aide est sur le même réseau.
doctor-direct-inside = Cet ordinateur est le serveur. Les images et ce qui vient de la souris et du clavier passent directement si la personne qui vous aide est sur le même réseau.
doctor-through-server = Là où rien d’autre n’est possible, tout passe par le serveur.
doctor-server-first = Les images et ce qui vient de la souris et du clavier passent par le serveur, qui est le chemin le plus lent.
doctor-look-only = La personne qui vous aide peut regarder, mais pas contrôler.
doctor-mend-server-user = Vérifiez l’adresse du serveur et que cet ordinateur est en ligne ; voyez si votre navigateur ouvre cette adresse.
doctor-mend-server-admin = Vérifiez que le nom est résolu ici, qu’alongside-signal tourne, et que les pare-feu laissent passer TCP vers son port (443 pour https).
doctor-mend-tls-user = Vérifiez la date et l’heure de cet ordinateur ; si elles sont justes, demandez à la personne qui gère le serveur.
doctor-mend-tls-admin = Donnez au serveur un certificat à son nom, avec la chaîne entière (--tls-cert). Si un pare-feu ouvre TLS ici, installez son autorité sur cet ordinateur ou faites une exception pour le serveur.
doctor-mend-proxy-user = Demandez l’adresse du proxy de ce réseau, avec un nom et un mot de passe s’il en faut, et indiquez-la avec --proxy ; ou essayez --proxy none.
doctor-mend-proxy-admin = Permettez CONNECT dans le proxy vers le port du serveur, ou indiquez un autre proxy avec --proxy ou HTTPS_PROXY.
doctor-mend-websocket-user = Vérifiez que l’adresse est celle d’un serveur Alongside ; si c’est bien le cas, quelque chose sur le trajet le bloque : essayez un autre réseau.
doctor-mend-websocket-admin = Permettez que les pare-feu, les proxys et les proxys inverses sur le trajet laissent passer les WebSockets (RFC 6455) vers /ws, /lane et /turn du serveur, avec les en-têtes Upgrade et Connection.
doctor-mend-udp-user = Une session fonctionne quand même par TCP, mais peut être plus lente ; un autre réseau, par exemple celui d’un téléphone, sera peut-être plus rapide.
doctor-mend-udp-admin = Laissez sortir UDP vers le port 3478 du serveur et rentrer les réponses ; pour les connexions directes, vers toute adresse et tout port.
doctor-mend-stun-user = Une connexion directe est peu probable : c’est le relais ou le serveur qui sert à la place ; un autre réseau sera peut-être plus rapide.
doctor-mend-stun-admin = Laissez sortir UDP vers le port STUN du serveur (3478) et rentrer les réponses.
doctor-mend-relay-udp-user = Il n’y a rien à faire si un autre relais plus bas fonctionne ; sinon, essayez un autre réseau.
doctor-mend-relay-udp-admin = Laissez passer UDP vers le port 3478 du serveur, à partir d’ici et dans le pare-feu du serveur lui-même.
doctor-mend-relay-tcp-user = Il n’y a rien à faire si un autre relais fonctionne ; sinon, essayez un autre réseau.
doctor-mend-relay-tcp-admin = Laissez passer TCP vers le port 3478 du serveur, à partir d’ici et dans le pare-feu du serveur lui-même.
doctor-mend-relay-tls-user = Il n’y a rien à faire si un autre relais fonctionne ; sinon, essayez un autre réseau.
doctor-mend-relay-tls-admin = Laissez passer TLS vers le port du serveur sans l’ouvrir : les pare-feu qui y attendent du HTTP bloquent TURN.
doctor-mend-relay-refuses-user = Signalez-le à la personne qui gère le serveur ; une session peut fonctionner sans le relais.
doctor-mend-relay-refuses-admin = Vérifiez --turn-public-ip, les ports du relais dans le pare-feu du serveur (UDP, 32768 et au-dessus), et le journal d’alongside-signal ou du relais externe.
doctor-mend-ipv6-user = Il n’y a rien à faire : IPv4 est utilisé à la place.
doctor-mend-ipv6-admin = Vérifiez la route IPv6 et les pare-feu entre ici et le serveur, ou supprimez son enregistrement AAAA.
doctor-mend-nat-user = Il n’y a rien à faire si un relais fonctionne ; un autre réseau sera peut-être plus rapide.
doctor-mend-nat-admin = Faites que le NAT garde un seul port extérieur pour chaque socket intérieur (endpoint-independent mapping, RFC 4787), ou ouvrez des ports et indiquez-les avec --udp-ports.
doctor-mend-screen-user = Démarrez ce programme dans la session dont l’écran doit être partagé.
doctor-mend-screen-admin = Pour partager, il faut une session X11 (DISPLAY) dont ce compte peut lire le cookie, ou une session Wayland avec xdg-desktop-portal, son module pour ce bureau, et PipeWire (libpipewire-0.3-0).
doctor-mend-input-user = Une session fonctionne, mais la personne qui vous aide peut seulement regarder.
doctor-mend-input-admin = Le serveur X a besoin de ses extensions XTEST et XInputExtension.
doctor-mend-panic-key-user = Une session fonctionne, mais le contrôle ne peut pas être partagé : il n’est accordé que tant que la touche Échap peut le reprendre.
doctor-mend-panic-key-admin = Le serveur X a besoin de la version 2 de son extension XInputExtension.
doctor-mend-encoder-user = Installez à nouveau ce programme, et signalez le problème si cela ne suffit pas.
doctor-mend-encoder-admin = Comparez avec un autre ordinateur : l’encodeur n’a besoin de rien du système.
doctor-mend-policy-user = Demandez au propriétaire de cet ordinateur.
doctor-mend-policy-admin = Modifiez le fichier « policy » qu’indique `alongside policy`.
doctor-mend-log-user = Une session fonctionne sans journal ; libérez de la place, ou utilisez --no-log si vous n’en voulez pas.
doctor-mend-log-admin = Permettez à ce compte d’écrire dans ce dossier.
doctor-mend-log-required-user = Le propriétaire de cet ordinateur veut un journal de chaque session : sans journal, il n’y a donc pas de session ; libérez de la place.
doctor-mend-log-required-admin = Permettez à ce compte d’écrire dans ce dossier, ou changez `log` dans le fichier « policy ».
doctor-refused-rate-limited = Le serveur a reçu trop d’invitations de votre réseau ces derniers temps.
doctor-refused-full = Le serveur est plein en ce moment.
doctor-refused-version = La version du serveur ne convient pas à ce programme.
doctor-refused-otherwise = Le serveur a refusé l’invitation.
doctor-label-server = Serveur
doctor-label-tls = Chiffrement (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Adresse vue (STUN)
doctor-label-relay-udp = Relais par UDP
doctor-label-relay-tcp = Relais par TCP
doctor-label-relay-tls = Relais par TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Traduction d’adresse
doctor-label-port-mapping = Port du routeur
doctor-label-screen = Écran
doctor-label-input = Souris et clavier
doctor-label-panic-key = Touche Échap
doctor-label-clipboard = Presse-papiers
doctor-label-sound = Son
doctor-label-encoder = Encodeur vidéo
doctor-label-policy = Règles (policy)
doctor-label-log = Journal de session
doctor-server-answers = { $server } répond.
doctor-server-unreachable = Le serveur est injoignable : { $why }.
doctor-server-silent = { $server } ne répond pas à temps.
doctor-proxy-leads = Le proxy { $proxy } mène au serveur.
doctor-lane-fails = Le serveur met en relation les deux extrémités, mais son propre chemin ne transporte rien : { $why }.
doctor-not-upgraded-status = Le serveur répond, mais n’ouvre pas de WebSocket (état HTTP { $status }).
doctor-not-upgraded = Le serveur répond, mais n’ouvre pas de WebSocket.
doctor-mend-refused-version-user = Mettez ce programme à jour, ou demandez à la personne qui gère le serveur de le mettre à jour.
doctor-mend-refused-version-admin = Utilisez la même version d’alongside-signal que d’alongside.
doctor-mend-refused-user = Attendez une minute, puis réessayez.
doctor-mend-refused-admin = Voyez dans les mesures d’alongside-signal ce qui est épuisé ; il faut peut-être changer --max-invitations et --trusted-proxy (pour les adresses des clients derrière un proxy).
doctor-relay-works = Un paquet a fait l’aller-retour par le relais, par { $transport }.
doctor-relay-not-offered = Ce serveur n’a pas de relais par { $transport }.
doctor-relay-fails = Le relais ne peut pas être utilisé par { $transport } : { $why }.
doctor-refused-with = il refuse avec l’erreur { $code }
doctor-no-mapping-no-router = Cet ordinateur ne connaît aucun routeur à qui demander.
doctor-mend-no-router-user = Vérifiez que cet ordinateur est en ligne ; sans l’aide du routeur, rien d’autre ne change.
doctor-mend-no-router-admin = Le port est demandé à la passerelle de la route par défaut pour IPv4, sous Linux et Windows seulement.
doctor-no-mapping-silent = Le routeur ne répond pas à de telles demandes.
doctor-mend-router-silent-user = Si vous le souhaitez, activez UPnP, PCP ou NAT-PMP dans les réglages de votre routeur ; sinon, la connexion se fait sans.
doctor-mend-router-silent-admin = Faites que le routeur réponde à PCP et à NAT-PMP (port UDP 5351) ou à UPnP (SSDP sur le port UDP 1900, sa description et sa commande par TCP) sur ce réseau.
doctor-no-mapping-refused = Le routeur refuse d’ouvrir un port.
doctor-mend-router-refuses-user = Voyez dans les réglages de votre routeur si cet ordinateur a le droit d’ouvrir des ports.
doctor-mend-router-refuses-admin = Permettez à cet ordinateur de faire ouvrir des ports UDP dans les règles du routeur pour UPnP et PCP, et voyez si tous ses ports sont pris.
doctor-no-mapping-not-leased = Le routeur garderait le port ouvert pour toujours : il n’a donc pas été utilisé.
doctor-mend-not-leased-user = Mettez votre routeur à jour, ou ouvrez-y un port à la main et indiquez-le avec --udp-ports.
doctor-mend-not-leased-admin = Le routeur doit fermer de lui-même les ports ouverts (baux de 20 minutes) ; il n’en propose que de permanents, ou de plus d’un jour.
doctor-no-mapping-not-public = L’adresse extérieure du routeur lui-même ({ $address }) n’est pas joignable depuis Internet, car elle est traduite une fois de plus. Un port ouvert là ne sert à rien.
doctor-mend-not-public-user = Il n’y a rien à faire si un relais fonctionne ; demandez à votre fournisseur une adresse IPv4 publique, ou IPv6.
doctor-mend-not-public-admin = Il y a un deuxième NAT : celui d’un opérateur (RFC 6598), ou un autre routeur entre celui-ci et Internet. Mettez celui-là en mode pont, ou ouvrez-y le port aussi.
doctor-screen-works = Une image de { $width } × { $height } pixels a été prise.
doctor-screen-works-by = Une image de { $width } × { $height } pixels a été prise par { $method }.
doctor-panic-key-missing = Sur ce bureau, la touche Échap ne reprend pas le contrôle : il prend fin de lui-même après { $n } minutes.
doctor-encoder-works = Une image a été encodée en { $kb } ko.
doctor-log-works = Il peut être écrit dans { $folder }.
doctor-log-fails = Le journal ne peut pas être écrit : { $why }.
doctor-through-relay = Là où ce n’est pas possible, tout passe par le relais (par { $transports }).
doctor-relay-first = Les images et ce qui vient de la souris et du clavier passent par le relais, par { $transports }.
doctor-would-fail = Une session ne fonctionnerait pas : voyez { $what } ci-dessus.

## Errors: why something could not be done

weak-unknown-word = le mot { $n } ne fait pas partie des mots dont les codes sont faits
weak-too-few = il faut au moins { $least } mots, il y en a { $n }
weak-too-many = il faut au plus { $most } mots
weak-repeated = il faut des mots tous différents
weak-example = il faut d’autres mots que ceux de l’exemple, que tout le monde connaît
weak-neighbours = il faut des mots qui ne se suivent pas dans la liste
weak-alike = il faut des mots qui ne commencent pas tous par la même lettre
name-empty = il est vide
name-too-long = il dépasse { $n } octets
name-unprintable = il contient un caractère invisible
book-unknown = il n’y a pas de contact { $name }. Voir : alongside contacts
book-taken = il y a déjà un contact { $name }, dont le nom est le même ou lui ressemble. Choisissez un autre nom, ou renommez ou oubliez d’abord ce contact
book-full = il y a déjà { $n } contacts. Oubliez-en d’abord un : alongside contacts forget NAME
book-nobody-offers = personne ne pourrait offrir de l’aide : vos contacts sont vides, et le propriétaire de cet ordinateur n’a nommé personne. Tapez /remember pendant une session, ou faites ajouter `offer.helper` au fichier « policy »
save-occupied = { $path } existe et n’est pas une invitation, donc rien n’y est changé ; choisissez un autre nom
save-exists = { $path } existe déjà, donc rien n’y est changé ; choisissez un autre nom
save-failed = l’invitation ne peut pas être enregistrée dans { $path } : { $why }
log-silent = le disque ne répond pas
dial-unknown-name = le nom { $name } n’est pas connu ; vérifiez-le, ainsi que votre connexion au réseau
dial-unreachable = { $name } ne répond pas : { $why }
dial-no-certificates = cet ordinateur n’a pas de liste de certificats de confiance ; installez ca-certificates
dial-certificate = { $name } n’a pas de certificat valable pour une connexion sécurisée : { $why }
dial-proxy-unreachable = le proxy est injoignable : { $why } ; indiquez-en un autre avec --proxy, ou --proxy none
dial-proxy-needs-password = le proxy { $proxy } demande un nom et un mot de passe ; indiquez-les avec --proxy http://NAME@{ $proxy }:PORT et --proxy-password-file FILE
dial-proxy-password = le proxy { $proxy } n’accepte pas le nom et le mot de passe de --proxy
dial-proxy-forbids = le proxy { $proxy } ne permet pas de connexion à { $server } ; demandez à qui gère le proxy de la permettre
dial-proxy-kind = le proxy de ce système est du type { $kind } ; indiquez un proxy HTTP avec --proxy, ou --proxy none
dial-proxy-lost = le proxy { $proxy } a fermé la connexion : { $why }
dial-no-proxy = { $proxy } n’est pas un proxy HTTP ; indiquez-en un autre avec --proxy, ou --proxy none
dial-proxy-status = le proxy { $proxy } ne peut pas se connecter à { $server } : il répond par le statut { $status }
rendezvous-silent = le serveur { $server } n’a pas répondu en { $n } s
rendezvous-mute = le serveur { $server } ne le dit pas ; il est peut-être trop ancien, ou occupé
rendezvous-unreachable = le serveur { $server } est injoignable : { $why }
listen-failed = impossible d’attendre des connexions sur { $address } : { $why }.
listen-in-use = Un autre programme utilise ce port ; choisissez-en un autre avec --listen ADDR:PORT
listen-not-here = Cet ordinateur n’a pas cette adresse ; choisissez l’une des siennes avec --listen
listen-forbidden = Les ports au-dessous de 1024 sont réservés au système ; choisissez-en un autre avec --listen
listen-otherwise = Choisissez une autre adresse avec --listen ADDR:PORT
two-servers = --server et --listen s’excluent : soit un autre serveur, soit cet ordinateur

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = les réglages { $path } ne peuvent pas être lus : { $why }
settings-unwritable = les réglages { $path } ne peuvent pas être écrits : { $why }
settings-no-folder = ce compte n’a pas de dossier pour les réglages
settings-wrong = les réglages { $path } ont une erreur à la ligne { $line } : { $what }
policy-unreadable = le fichier « policy » { $path } ne peut pas être lu : { $why }. Le propriétaire de cet ordinateur doit y remédier
policy-owner = le fichier « policy » n’est pas digne de confiance : { $path } n’appartient pas au propriétaire de cet ordinateur ({ $owner })
policy-writable = le fichier « policy » n’est pas digne de confiance : { $path } peut être modifié par d’autres ({ $how })
policy-wrong = le fichier « policy » { $path } a une erreur à la ligne { $line } : { $what }
protect-unix = il faut chmod go-w
protect-windows = dans l’onglet « Sécurité » de ses propriétés, ne laissez écrire que les administrateurs et SYSTEM
private-no-folder = ce compte n’a pas de dossier pour les réglages : personne ne peut donc être ajouté aux contacts
private-exposed = { $path } n’est pas privé : d’autres pourraient le lire ou le modifier. Si personne ne l’a fait, { $how } ; sinon, supprimez-le
private-how-unix = faites chmod 600 sur le fichier et chmod go-w sur son dossier
private-how-windows = ne laissez que votre compte, les administrateurs et SYSTEM dans l’onglet « Sécurité » des propriétés du fichier et du dossier (« Avancé » > « Désactiver l’héritage »), et votre compte doit en être le propriétaire
private-owner = { $path } appartient à un autre compte ; déplacez-le ailleurs
file-unreadable = { $path } ne peut pas être lu : { $why }
file-unwritable = { $path } ne peut pas être écrit : { $why }
file-held = un autre programme l’utilise ; fermez l’autre Alongside et réessayez
private-wrong = { $path } a une erreur à la ligne { $line } : { $what }. Corrigez-le, ou déplacez-le pour recommencer à neuf
private-form = { $path } n’a pas la bonne forme ; attendu : { $expected }. Corrigez-le, ou déplacez-le pour recommencer à neuf
expected-identity = « { $head } » et une clé en base64
log-folder-no-home = ce compte n’a pas de dossier personnel
log-leads-out = { $path } mène hors du dossier personnel
log-not-there = { $path } a été écrit et n’est pas là
password-file-unusable = le fichier { $path } du mot de passe ne peut pas être utilisé : { $why }
secret-exposed = d’autres peuvent le lire ; { $how }
secret-empty = il est vide
hide-unix = rendez-le privé avec chmod 600
hide-windows = ne laissez que votre compte, les administrateurs et SYSTEM dans l’onglet « Sécurité » de ses propriétés (« Avancé » > « Désactiver l’héritage »)
proxy-password-no-name = --proxy-password-file a besoin du nom que le proxy attend ; attendu : --proxy http://NAME@HOST:PORT, sans mot de passe
wrong-value = `{ $key }` : { $why }
wrong-unknown-key = la clé `{ $key }` n’existe pas ; clés possibles : { $known }
wrong-missing = il manque `{ $key }` dans `{ $table }`
wrong-twice = cette valeur de `{ $key }` figure deux fois
wrong-too-many = il peut y avoir au plus { $most } `{ $table }`
wrong-pair = il faut `{ $one }` et `{ $other }`, ou aucun des deux
wrong-unclear = `{ $key }` doit être modifié à la main
value-expected = attendu : { $expected }
value-got = attendu : { $expected } ; trouvé : { $got }
kind-text = un texte
kind-number = un nombre
kind-flag = true ou false
kind-table = une table
kind-list = une liste
kind-out-of-range = un nombre hors limites
kind-fraction = un nombre décimal
kind-date = une date
expected-setting = un texte, un nombre, true ou false
expected-tables = une liste de tables
expected-texts = une liste de textes
expected-name = un nom
expected-public-key = une clé publique : 32 octets en base64
expected-moment = un moment comme { $example }
expected-time = une durée de { $least } à { $most }, par exemple { $example }
expected-path = un chemin absolu
expected-range = un nombre de { $least } à { $most }
expected-one-of = l’un de ceux-ci : { $known }
expected-bytes = { $most } octets au plus
expected-name-part = { $part } à l’endroit du nom de la personne qui aide
expected-braces = aucune accolade, sauf celles de { $part }
expected-no-control = aucun caractère de contrôle, sauf les retours à la ligne
expected-program = un programme avec son chemin absolu, et ses arguments
expected-argument = { $part } dans l’un des arguments
expected-device = le nom d’un appareil, { $most } caractères au plus
expected-server = l’adresse du serveur sous la forme { $example }
expected-proxy = system, none, ou un proxy HTTP comme { $plain } ou { $named }
expected-ports = un port, ou une plage comme { $example }, avec des ports de 1 à 65535
expected-email = une adresse e-mail comme { $example }
expected-mail-host = un nom comme { $example }
expected-mail-tls = "required" ou "starttls", car le serveur de messagerie n’est pas sur cet ordinateur
expected-ending = un nom de fichier qui se termine par { $ending }
expected-file = un fichier ; l’entrée standard sert aux réponses
expected-address = une adresse et un port, par exemple { $example }
usage-unknown = { $argument } n’existe pas ici
usage-command = la commande { $command } n’existe pas
usage-suggestion = (il y a { $suggestion })
usage-no-value = { $argument } a besoin d’une valeur
usage-no-equals = { $argument } a besoin de = avant sa valeur
usage-values = { $argument } a trop de valeurs, ou pas assez
usage-twice = { $argument } figure deux fois, ou à côté de ce qui l’exclut
usage-conflict = { $one } et { $other } s’excluent
usage-missing = il manque : { $arguments }
usage-no-command = il manque une commande, parmi : { $commands }
usage-more = Pour en savoir plus : { $option }

## Why the desktop cannot be shared or controlled

no-such-display = l’écran { $wanted } n’existe pas : choisissez parmi { $known }, ou son numéro compté à partir de 0, ou all
desktop-lost = le bureau a disparu ({ $why }) : relancez alongside quand il sera de retour
desktop-resource = le système a refusé une ressource ({ $why }) : fermez quelques programmes et recommencez
desktop-other-system = cette capture n’existe pas sur ce système : omettez --screen
desktop-unsupported = le partage d’écran n’existe pas encore sur ce système : utilisez Linux avec X11
x-no-display = pas d’affichage X : définissez DISPLAY, ou lancez alongside dans la session du bureau
x-refused = l’affichage X ne peut pas être ouvert ({ $why }) : vérifiez DISPLAY et XAUTHORITY
x-guest = cet affichage X appartient à une session Wayland et ne peut pas montrer son écran : omettez --screen, et lancez alongside dans la session, où WAYLAND_DISPLAY est défini
x-missing = le serveur X n’a pas l’extension { $extension } : utilisez un serveur X qui l’a. (--screen scrap s’en passe, mais tous les comptes de cet ordinateur peuvent alors lire votre écran)
x-depth = l’affichage X a { $depth } bits par pixel : réglez sa profondeur sur 24
x-input = la souris et le clavier n’ont pas pu être utilisés ({ $why }) : vérifiez que le serveur X a l’extension XTEST
portal-no-bus = il n’y a pas de session D-Bus ({ $why }) : lancez alongside dans la session du bureau
portal-none = le portail du bureau ne répond pas ({ $why }) : installez xdg-desktop-portal et le module pour ce bureau, par exemple xdg-desktop-portal-gnome, xdg-desktop-portal-kde ou xdg-desktop-portal-wlr
portal-no-screen = le portail du bureau ne peut pas montrer l’écran : installez son module pour ce bureau, par exemple xdg-desktop-portal-gnome, xdg-desktop-portal-kde ou xdg-desktop-portal-wlr
portal-refused = l’écran n’a pas été partagé : la réponse à la question du bureau était non
portal-unanswered = l’écran n’a pas été partagé : la question du bureau est restée sans réponse
portal-failed = le portail du bureau a échoué ({ $why }) : relancez alongside
portal-closed = le bureau a cessé de partager l’écran
portal-slow = le portail du bureau met trop de temps : relancez alongside
pipewire-missing = il manque PipeWire, qui transporte l’écran d’un bureau Wayland ({ $why }) : installez libpipewire-0.3-0 et pipewire
pipewire-failed = PipeWire ne montre pas l’écran ({ $why }) : vérifiez que pipewire et wireplumber fonctionnent
wayland-no-picture = le bureau n’envoie pas d’image : vérifiez que pipewire et wireplumber fonctionnent
wayland-no-input = ce bureau ne se laisse contrôler par aucun programme : son portail n’a pas RemoteDesktop. L’écran peut être partagé
wayland-no-windows = un bureau Wayland ne dit pas quelles fenêtres sont ouvertes
wayland-not-allowed = le bureau ne laisse personne d’autre utiliser la souris et le clavier : partagez à nouveau l’écran, et autorisez l’interaction à distance quand le bureau pose sa question
presses-not-known = ce système ne distingue pas une touche actionnée par une personne d’une touche actionnée par un programme
presses-other-compositor = ce bureau Wayland a des façons d’actionner des touches qui ne se remarquent pas ici : une personne n’est distinguée d’un programme que sous GNOME
presses-open-to-all = ce bureau laisse n’importe quel programme actionner des touches sans qu’on le remarque ({ $why })
presses-no-compositor = le compositeur ne répond pas ({ $why })
presses-no-bus = les appels sur le D-Bus de la session ne peuvent pas être observés ({ $why })
windows-no-desktop = Windows ne montre aucun bureau à ce programme : lancez-le depuis le bureau d’un compte dont la session est ouverte
mac-no-screen = macOS ne laisse pas alongside voir l’écran : autorisez-le pour alongside, ou pour le terminal où il fonctionne, dans Réglages Système > Confidentialité et sécurité > Enregistrement de l’écran, puis relancez alongside
mac-no-input = macOS ne laisse pas alongside utiliser la souris et le clavier : autorisez-le pour alongside, ou pour le terminal où il fonctionne, dans Réglages Système > Confidentialité et sécurité > Accessibilité, puis relancez alongside
mac-no-esc = macOS ne laisse pas alongside voir que la touche Échap (Esc) est actionnée, qui doit pouvoir arrêter le contrôle : autorisez-le pour alongside, ou pour le terminal où il fonctionne, dans Réglages Système > Confidentialité et sécurité > Surveillance de l’entrée, puis relancez alongside
mac-secure-input = un champ de mot de passe, ou un programme avec « Saisie clavier sécurisée », garde le clavier pour lui, si bien qu’alongside ne verrait pas Échap (Esc) : quittez-le, puis partagez à nouveau le contrôle
mac-no-display = macOS n’a aucun écran allumé : réveillez-en ou connectez-en un, puis relancez alongside
mac-one-display = un Mac partage un seul écran à la fois : choisissez parmi { $known }, ou son numéro compté à partir de 0
mac-other-capture = cette capture n’est pas pour macOS : omettez --screen
mac-stopped = le partage a été arrêté dans la barre des menus de macOS : relancez alongside pour partager
mac-capture = macOS ne donne pas d’image de l’écran ({ $why }) : relancez alongside
mac-silent = macOS ne répond pas ({ $why }) : relancez alongside
mac-event = macOS a refusé une entrée : vérifiez Réglages Système > Confidentialité et sécurité > Accessibilité
input-character = aucune touche de ce bureau ne peut écrire ce caractère
input-out-of-reach = une fenêtre qui fonctionne en tant qu’administrateur est au premier plan : elle n’accepte rien de ce programme
input-not-taken = le bureau n’accepte aucune entrée pour le moment
input-ended = la souris et le clavier ne sont plus utilisés : relancez alongside
clipboard-unsupported = sur ce bureau, le presse-papiers ne peut pas encore être partagé
encoder-failed = l’image de l’écran ne peut pas être encodée ({ $why }) : relancez alongside
appearance-foreign = { $path } n’est pas un fichier d’alongside ({ $why }) : rien n’est modifié. Si votre bureau a l’aspect voulu, supprimez ce fichier
appearance-unusable = { $path } ne peut pas être utilisé : { $why }
appearance-no-place = ce compte n’a pas de dossier où noter l’aspect qu’avait le bureau
appearance-busy = un autre alongside a modifié ce bureau, et le rétablira en se terminant
appearance-left =
    { $n ->
        [one] { $n } réglage du bureau ne peut pas être rétabli maintenant
       *[other] { $n } réglages du bureau ne peuvent pas être rétablis maintenant
    }

## What each command does: in the help of the command line and in the manual pages

help-program = Aide à distance qui ne demande qu’un navigateur à la personne qui aide
help-share = Inviter une personne à voir cet écran et, si vous êtes d’accord, à partager le contrôle
help-listen = Attendre que de l’aide soit offerte : par un contact, ou par une personne que le propriétaire de cet ordinateur a nommée
help-contacts = Afficher, renommer et oublier vos contacts
help-contacts-forget = Oublier un contact. Cette personne ne peut plus venir sans code
help-contacts-rename = Donner un autre nom à un contact
help-contacts-key = Montrer la clé publique à laquelle les personnes qui aident reconnaissent cet ordinateur
help-doctor = Essayer ce qu’il faut à une session : serveur, réseau, écran, entrée. Dit ce qui se passera et comment y remédier
help-policy = Montrer ce qui vaut sur cet ordinateur et qui l’a décidé : le fichier « policy » du propriétaire, vos réglages
help-completions = Afficher ce qui permet à votre shell de compléter cette ligne de commande
help-log = Lister, montrer et vérifier les journaux des sessions passées
help-log-list = Lister les journaux de session de ce compte
help-log-show = Montrer un journal de session
help-log-verify = Vérifier qu’un journal de session est tel qu’il a été écrit, et que deux copies en concordent
help-restore-desktop = Rendre au bureau son aspect d’avant, après une session qui ne s’est pas bien terminée
help-listen-more = Le fichier « policy » doit le permettre. On vous demande chaque fois votre accord avant que quiconque voie quelque chose, et cela dure jusqu’à ce que vous appuyiez sur Ctrl+C.
help-doctor-more = Rien n’est partagé, et personne ne peut se connecter. Code de sortie : 0 si une session fonctionnerait, 1 sinon.
help-policy-more = Avec des options de `alongside share`, montre ce qui en résulterait.
help-restore-desktop-more = `alongside share` fait de même à son démarrage.
