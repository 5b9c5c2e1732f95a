# The User’s program, in German.
# Names of commands, options and what is typed after a slash stay as they are.

## Sentences of all faces: the terminal and the window

slot-changes = Der Server hat die Zahl des Codes zu oft geändert. Darum wurde die Sitzung beendet. Teilen Sie Ihren Bildschirm noch einmal. Wenn es wieder geschieht, nehmen Sie einen anderen Server.
proxy-password-shown = Jedes Konto dieses Computers kann das Passwort in --proxy lesen, solange das Programm läuft. Schreiben Sie es in eine eigene Datei und geben Sie diese mit --proxy-password-file an.
paused = Angehalten. Die helfende Person sieht statt Ihres Bildschirms nur einen Hinweis.
too-soon = Gerade ist eine Frage erschienen. Bitte lesen Sie sie und antworten Sie noch einmal.
not-while-controlled = Die Steuerung ist geteilt oder war es eben noch. Vielleicht hat also die helfende Person das getippt. Darum wurde nichts geändert. Nehmen Sie zuerst die Steuerung zurück und tippen Sie es dann noch einmal.
typed-too-early = Diese Zeile wurde begonnen, während die Steuerung geteilt war. Darum zählt sie nicht. Bitte tippen Sie sie noch einmal.
withdrawn = Die Frage ist nicht mehr offen.
choose-on-a-terminal = --choose-words fragt in einem Terminal; schreiben Sie die Wörter in eine Datei und geben Sie diese mit --words-file an
nothing-chosen = es wurden keine Wörter gewählt; lassen Sie --choose-words weg, damit sie ausgelost werden
view-only-here = Maus und Tastatur können auf diesem Computer nicht geteilt werden. Die helfende Person kann darum nur zusehen.
no-port-in-public = Dieses Netzwerk gilt als öffentlich. Darum wurde der Router nicht um einen Port gebeten.
mailed-is-void = Der Server hat der Einladung eine neue Zahl gegeben. Die gesendete E-Mail nützt darum nichts mehr. Nennen Sie der helfenden Person den neuen Code, oder teilen Sie Ihren Bildschirm noch einmal.
help = Geben Sie /pause, /resume, /stop (Steuerung), /revoke RECHT, /next (Schritt), /send DATEI oder ORDNER, /pause, /resume oder /cancel NUMMER (eine Datei), /bandwidth, /remember (die helfende Person als Kontakt speichern), /quit oder eine Nachricht an die helfende Person ein.
typed-allow-control = steuerung erlauben
typed-allow-control-and-prompts = steuerung und abfragen erlauben
typed-allow-remembering = kontakt speichern
prompts-are-yours = Passwort- und Systemabfragen sowie Fenster, die als Administrator ausgeführt werden, nehmen von der helfenden Person nichts an: Die beantworten Sie selbst.
no-answer = Das ist keine Antwort auf die Frage. Nichts wurde geändert, und es wurde nicht an die helfende Person gesendet.
not-connected = Noch ist niemand verbunden. Darum kann niemand Ihre Nachricht bekommen.
chat-cut = Der Rest dieser Nachricht ist zu lang, um hier gezeigt zu werden.
chat-under-control = Hier getippt, während die Steuerung geteilt war
log-differs = Der Computer der helfenden Person bestätigt das Protokoll dieser Sitzung nicht. Ihr eigenes Protokoll geht weiter.
log-no-home = dieses Konto hat keinen persönlichen Ordner, darum gibt es keine Sitzungsprotokolle
log-unreadable = (kein Sitzungsprotokoll von Alongside, oder verändert)
end-reason-user-left = Sie haben die Verbindung getrennt.
end-reason-helper-left = Die helfende Person hat die Verbindung getrennt.
end-reason-declined = Sie haben die helfende Person nicht hereingelassen.
end-reason-no-answer = Die Frage wurde nicht rechtzeitig beantwortet. Das gilt als Nein.
end-reason-connection-lost = Die Verbindung zur helfenden Person ging verloren.
end-reason-no-path = Es wurde kein direkter Weg zum Computer der helfenden Person gefunden. Ein Netzwerk dazwischen blockiert ihn: `alongside doctor` sagt, was man dagegen tun kann.
end-reason-expired = Die Zeit der Einladung ist abgelaufen. Teilen Sie Ihren Bildschirm noch einmal, um eine neue zu bekommen.
end-reason-burnt = Der Code wurde zu oft falsch eingegeben. Darum wurde die Einladung zurückgenommen. Teilen Sie Ihren Bildschirm noch einmal, um eine neue zu bekommen.
end-reason-fault = Die Gegenseite hat etwas getan, was nicht erlaubt ist. Darum wurde die Sitzung beendet.
end-reason-version = Die Version auf der Gegenseite passt nicht. Aktualisieren Sie die ältere der beiden.
end-reason-no-screen = Der Bildschirm kann nicht mehr geteilt werden.
end-reason-no-decoder = Der Browser der helfenden Person kann kein H.264-Video zeigen. Bitten Sie sie, einen anderen Browser zu nehmen.
server-refused-rate-limited = Der Server hat aus Ihrem Netzwerk zu viele Einladungen bekommen. Es wird gleich noch einmal versucht.
server-refused-full = Der Server ist gerade voll. Es wird gleich noch einmal versucht.
server-refused-otherwise = Der Server hat die Einladung abgelehnt.
path-direct = Sie und die helfende Person sind direkt verbunden.
path-relay = Sie und die helfende Person sind über ein Relay verbunden, das nichts lesen kann.
path-server = Sie und die helfende Person sind über den Server verbunden, der nichts lesen kann.
system-prompt-open = Eine Systemabfrage ist offen. Die helfende Person kann sie weder sehen noch beantworten. Danach geht das Bild weiter.
system-prompt-over = Die helfende Person sieht Ihren Bildschirm wieder.
out-of-reach-in-front = Das vorderste Fenster wird als Administrator ausgeführt und nimmt von der helfenden Person nichts an. Die Person sieht es, bedienen können es nur Sie. Solange beendet die Esc-Taste die Steuerung nicht: Benutzen Sie „Steuerung beenden“ in der Leiste, oder holen Sie zuerst ein anderes Fenster nach vorn.
out-of-reach-over = Die helfende Person kann wieder klicken und tippen.
question-connect = { $asker } möchte sich mit Ihrem Computer verbinden und Ihren Bildschirm sehen.
question-connect-ask = Möchten Sie diese Person hereinlassen?
question-control = { $helper } möchte die Steuerung Ihres Computers mit Ihnen teilen, also Ihre Maus und Ihre Tastatur gemeinsam mit Ihnen benutzen.
question-allow = Möchten Sie das erlauben?
phase-your-helper = Die helfende Person
phase-waiting = Warten, bis sich die helfende Person verbindet. Niemand kann Ihren Bildschirm sehen.
phase-screen = { $helper } kann Ihren Bildschirm sehen, aber nichts steuern.
phase-control = { $helper } kann Ihren Bildschirm sehen und Ihre Maus und Ihre Tastatur benutzen.
phase-ended = Die Sitzung ist beendet. Niemand kann Ihren Bildschirm sehen.
wrong-code-last = Jemand hat einen falschen Code eingegeben. Das war der letzte Versuch.
wrong-code =
    { $n ->
        [one] Jemand hat einen falschen Code eingegeben. Noch { $n } Versuch ist möglich.
       *[other] Jemand hat einen falschen Code eingegeben. Noch { $n } Versuche sind möglich.
    }
picture-taken = { $helper } hat ein Bild Ihres Bildschirms aufgenommen und behält es.
clipboard-sent = Was Sie kopiert haben, ging an { $helper }.
clipboard-received = { $helper } hat etwas in Ihre Zwischenablage gelegt.
tried-before-once = { $helper } hat diesen Code schon einmal versucht, und niemand, der ihn kennt, hat geantwortet. Entweder brach die Verbindung ab, oder der Server wollte den Code erraten und lag falsch. Wenn Sie es sich nicht erklären können, hören Sie auf und nehmen Sie einen anderen Server.
tried-before-twice = { $helper } hat diesen Code schon zweimal versucht, und niemand, der ihn kennt, hat geantwortet. Entweder brach die Verbindung ab, oder der Server wollte den Code erraten und lag falsch. Wenn Sie es sich nicht erklären können, hören Sie auf und nehmen Sie einen anderen Server.
tried-before = { $helper } hat diesen Code schon { $n } Mal versucht, und niemand, der ihn kennt, hat geantwortet. Entweder brach die Verbindung ab, oder der Server wollte den Code erraten und lag falsch. Wenn Sie es sich nicht erklären können, hören Sie auf und nehmen Sie einen anderen Server.
reconnecting = Die Verbindung zu { $helper } ist unterbrochen. Solange wird nichts geteilt. { $lasts } lang wird versucht, sie wiederherzustellen.
reconnected = Die Verbindung zu { $helper } ist wieder da.
choose = Wählen Sie mindestens { $n } Wörter für Ihren Code und drücken Sie die Eingabetaste. Nehmen Sie Wörter, die nicht zusammengehören und die niemand von Ihnen erwarten würde. Einige der möglichen Wörter:
choose-again = Diese gehen nicht: { $why }. Bitte wählen Sie noch einmal.
choose-alike = Wörter, die so ähnlich beginnen: { $words }
words-file-unusable = die Wörter in { $path } können nicht verwendet werden: { $why }
lasts-hours = { $n } Std.
lasts-minutes = { $n } Min.
invitation-tell = Nennen Sie der helfenden Person diesen Code:
invitation-open = Diese Person öffnet  { $page }  in einem beliebigen Browser und gibt ihn dort ein,
invitation-open-link = oder öffnet  { $link }
invitation-link-whole = Dieser Link enthält den ganzen Code: Wer ihn sieht, kann um eine Verbindung bitten. Geben Sie ihn niemandem sonst.
invitation-link-number = Der Link enthält nur die Zahl. Die Wörter braucht die helfende Person noch von Ihnen.
invitation-works = Der Code gilt für ein einziges Mal und { $lasts } lang. Lassen Sie dieses Fenster offen.
saved = Die Einladung ist gespeichert als { $path }. Geben Sie diese Datei der helfenden Person. Die Wörter des Codes stehen nicht darin: Nennen Sie sie auf anderem Weg, zum Beispiel am Telefon.
mailed-by-program = Ihr E-Mail-Programm zeigt eine Nachricht an { $to }. Senden Sie sie dort ab. Die Wörter des Codes stehen nicht darin: Nennen Sie sie auf anderem Weg, zum Beispiel am Telefon.
mailed = Die Einladung ist an { $to } gesendet. Die Wörter des Codes stehen nicht darin: Nennen Sie sie auf anderem Weg, zum Beispiel am Telefon.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } bittet Sie um Hilfe am Computer
email-what = { $user } möchte den Bildschirm mit Ihnen teilen und bittet Sie, ihn sich anzusehen und zu helfen. Sie brauchen dafür nur einen Browser.
email-open = Öffnen Sie { $link }
email-open-server = oder öffnen Sie { $server } und wählen Sie mit „Einladungsdatei öffnen“ die angehängte Datei.
email-words = Fragen Sie { $user } nach den Wörtern des Codes, zum Beispiel am Telefon. Zur Sicherheit stehen sie nicht in dieser Nachricht.
email-connect = Geben Sie die Wörter und Ihren Namen ein und drücken Sie auf „Verbinden“. { $user } wird gefragt, bevor Sie etwas sehen.
email-until = Das gilt für eine helfende Person, bis { $until }, und nur, solange Alongside auf dem Computer von { $user } offen ist.
email-unknown = Wenn Sie { $user } nicht kennen oder diese Nachricht nicht erwartet haben, tun Sie nichts.
email-time = %d.%m.%Y, %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = erlauben
typed-no = nein
typed-never = niemals
answers-yes-no = Geben Sie "{ $yes }" oder "{ $no }" ein und drücken Sie die Eingabetaste:
answers-remember = Geben Sie "{ $allow }" oder "{ $no }" ein und drücken Sie die Eingabetaste; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt:
answers-control = Geben Sie "{ $allow }" oder "{ $no }" ein und drücken Sie die Eingabetaste; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt.
answers-control-and-prompts = Geben Sie "{ $allow }" oder "{ $no }" ein und drücken Sie die Eingabetaste. Mit "{ $prompts }" darf die Person auch Passwort- und Systemabfragen sehen und beantworten; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt:
answers-lasting = Geben Sie "{ $allow }" (für dieses eine Mal), "{ $minutes }", "{ $session }" oder "{ $no }" ein und drücken Sie die Eingabetaste; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt:
answers-files-in = Geben Sie "{ $allow }" oder "{ $no }" ein und drücken Sie die Eingabetaste; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt:
answers-files-out = Geben Sie "{ $allow }" (für eine Datei), "{ $minutes }", "{ $session }" oder "{ $no }" ein und drücken Sie die Eingabetaste; "{ $never }" heißt nein, und Sie werden nicht noch einmal gefragt. Um eine Datei oder einen Ordner zu senden, tippen Sie /send und den Pfad:

## More that happens.

listening = Warten auf die helfende Person unter { $address }, bis Sie dies schließen.
left-out =
    { $n ->
        [one] { $n } Zeile wurde hier weggelassen, weil sie nicht rechtzeitig gelesen wurde. Was jetzt gilt, folgt.
       *[other] { $n } Zeilen wurden hier weggelassen, weil sie nicht rechtzeitig gelesen wurden. Was jetzt gilt, folgt.
    }
prompts-unseen = Passwort- und Systemabfragen lassen sich auf diesem Desktop nicht erkennen. Die helfende Person wird sie darum sehen. Die Steuerung kann nur zusammen mit ihnen geteilt werden: Antworten Sie „{ $allow }“, wenn Sie gefragt werden.
chat-too-long = die Nachricht ist länger als { $n } Bytes
chat-left-out =
    { $n ->
        [one] Davor kam { $n } Nachricht, während eine Frage offen war; diese kann nicht mehr gezeigt werden.
       *[other] Davor kamen { $n } Nachrichten, während eine Frage offen war; diese können nicht mehr gezeigt werden.
    }
party-you = Sie
party-helper = Helfende Person
log-begun = Diese Sitzung wird in { $path } protokolliert.
log-not-kept = Das Protokoll dieser Sitzung kann nicht gespeichert werden: { $why }. Die Sitzung geht ohne Protokoll weiter. Um eines zu haben, schaffen Sie Platz oder erlauben Sie das Schreiben in Ihren Ordner „Dokumente“.
log-required = Das Protokoll dieser Sitzung kann nicht gespeichert werden: { $why }. Wer diesen Computer verwaltet, verlangt für jede Sitzung ein Protokoll. Darum endet die Sitzung.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. Prüfen Sie die Adresse und Ihr Netzwerk, oder lassen Sie --server weg, um selbst der Server zu sein
input-too-long = erwartet wurde eine Zeile von höchstens { $n } Bytes
input-not-utf8 = erwartet wurde Text in UTF-8

## The window

window-failed = das Programm ist ausgefallen; nichts wird mehr geteilt
window-focus-given = Ein Programm hat diese Schaltfläche gewählt, nicht Sie. Drücken Sie die Tabulatortaste, bis Sie selbst dort angekommen sind, und drücken Sie dann noch einmal.
window-hung = Dieses Fenster hat einige Sekunden lang nicht geantwortet. Darum wurde der helfenden Person die Steuerung genommen.
window-alert = Bitte lesen Sie das
window-alert-read = Ich habe das gelesen
window-meaning-connect = Diese Person sieht dann alles, was auf Ihrem Bildschirm ist, bis Sie es beenden. Klicken oder tippen kann sie nicht. Wenn Sie diese Person nicht um Hilfe gebeten haben, erlauben Sie es nicht.
window-meaning-control-without-prompts = Diese Person kann dann klicken und tippen, so wie Sie. Achten Sie darauf, was sie tut. Esc nimmt die Steuerung sofort zurück. Passwort- und Systemabfragen sowie Fenster, die als Administrator ausgeführt werden, nehmen von ihr nichts an: Die beantworten Sie selbst.
window-meaning-control-time = Diese Person kann dann klicken und tippen, so wie Sie. Achten Sie darauf, was sie tut.
window-meaning-control-esc = Diese Person kann dann klicken und tippen, so wie Sie. Achten Sie darauf, was sie tut. Esc nimmt die Steuerung sofort zurück.
window-meaning-remember = Allein dadurch wird nichts geteilt. Sie werden jedes Mal wieder gefragt, bevor jemand Ihren Bildschirm sieht.
window-level-none = Bestes Bild
window-level-no-full-window-drag = Weniger Bilder, während sich etwas Großes bewegt
window-level-no-background = Weniger Bilder und kein Hintergrundbild
window-level-full = So schlicht wie möglich
window-no-display = das Fenster kann hier nicht geöffnet werden: { $why }. In einem Terminal tut `alongside share` dasselbe in Worten
window-not-started = das Programm konnte nicht starten: { $why }
window-works-no-more = Die Zeit des Codes ist abgelaufen.
window-works-for =
    { $n ->
        [one] Der Code gilt für ein einziges Mal und noch { $n } Minute lang.
       *[other] Der Code gilt für ein einziges Mal und noch { $n } Minuten lang.
    }
window-message = Ich brauche Hilfe an meinem Computer. Bitte { $link } in einem Browser öffnen und mich anrufen: Ich sage dann die Wörter des Codes. Mein Bildschirm ist erst zu sehen, wenn ich Ja gesagt habe.
window-seconds-none = Die Zeit ist um.
window-seconds-left =
    { $n ->
        [one] Noch { $n } Sekunde.
       *[other] Noch { $n } Sekunden.
    }
window-bar-lost = Die Verbindung zu { $helper } ist unterbrochen. Nichts wird geteilt.
window-bar-paused = Angehalten. { $helper } sieht Ihren Bildschirm nicht.
window-bar-control-esc = { $helper } steuert mit. Esc beendet das.
window-bar-control-time = { $helper } steuert mit, höchstens { $n } Minuten lang.
window-bar-seen = { $helper } kann Ihren Bildschirm sehen.
window-rate = { $kbit } kbit/s
window-cap-error = Bitte geben Sie eine Zahl von { $least } bis { $most } ein.
window-end-folder-error = Der Ordner mit dem Protokoll kann nicht gezeigt werden: { $why }.
window-log-at = Was geschehen ist, steht in { $path }.

## The window: the first view

window-start-title = Hilfe für diesen Computer bekommen
window-start-what = Jemand, dem Sie vertrauen, kann sich Ihren Bildschirm ansehen und Ihnen helfen, aus jedem Webbrowser. Wer das ist, entscheiden Sie.
window-start-safe = Niemand sieht etwas, bevor Sie Ja sagen, und Sie können es jederzeit beenden.
window-start-get-help = Hilfe bekommen
window-start-cannot-allow = Dieser Desktop sagt nicht, ob Sie oder ein Programm eine Schaltfläche drücken. Darum kann in diesem Fenster nichts erlaubt werden. In einem Terminal tut alongside share dasselbe in Worten.
window-start-known = Oder bitten Sie jemanden, den Sie kennen, ohne Code:
window-start-again = Noch einmal Hilfe bekommen
window-start-beginning = Zurück zum Anfang
window-start-opening = Einen Moment bitte …
window-start-quit = Alongside schließen

## The window: the view with the invitation

window-invitation-title = Nennen Sie der helfenden Person diesen Code
window-invitation-code = Einladungscode
window-invitation-how = Am besten am Telefon. Nennen Sie ihn nur jemandem, den Sie kennen und um Hilfe gebeten haben.
window-invitation-spell = Buchstabieren
window-invitation-spell-less = Buchstaben ausblenden
window-invitation-open = Die helfende Person öffnet diese Seite in einem beliebigen Browser und gibt dort den Code ein:
window-invitation-link = Seite für die helfende Person
window-invitation-copy-link = Link kopieren
window-invitation-copy-message = Nachricht für die helfende Person kopieren
window-invitation-link-copied = Der Link ist kopiert. Fügen Sie ihn dort ein, wo Sie der helfenden Person schreiben.
window-invitation-message-copied = Die Nachricht ist kopiert. Fügen Sie sie dort ein, wo Sie der helfenden Person schreiben. Die Wörter des Codes stehen nicht darin: Nennen Sie sie am Telefon.
window-invitation-qr = QR-Code der Seite für die helfende Person
window-invitation-unseen = Niemand kann Ihren Bildschirm sehen.
window-invitation-new-code = Neuer Code
window-invitation-cancel = Jetzt nicht um Hilfe bitten

## The window: the view of a question

window-question-allow = Erlauben
window-question-refuse = Nicht erlauben
window-question-never = Nicht erlauben und nicht mehr fragen
window-question-with-prompts = Die Person darf auch Passwort- und Systemabfragen sehen und beantworten
window-question-silence = Wenn Sie nichts tun, wird es nicht erlaubt.

## The window: the view of a session

window-sharing-title = Sitzung
window-sharing-stop-control = Steuerung beenden
window-sharing-pause = Anhalten
window-sharing-resume = Fortsetzen
window-sharing-chat = Chat
window-sharing-chat-unread = Chat ({ $count })
window-sharing-unread =
    { $n ->
        [one] { $n } ungelesene Nachricht
       *[other] { $n } ungelesene Nachrichten
    }
window-sharing-hide = Dieses Fenster ausblenden
window-sharing-disconnect = Trennen
window-sharing-remember = Als Kontakt speichern
window-sharing-remember-why = Dann können Sie diese Person ohne Code um Hilfe bitten. Sie werden trotzdem jedes Mal gefragt.
window-sharing-conversation = Chat und was geschehen ist
window-sharing-message = Nachricht an die helfende Person
window-sharing-send = Senden
window-sharing-wrote = { $helper } schreibt: { $text }
window-sharing-cut = Was hier vorher stand, steht im Protokoll der Sitzung.
window-sharing-bandwidth = Langsame Verbindung?
window-sharing-rate = Wie viel wird jetzt gesendet?
window-sharing-cap = Nicht mehr senden als (kbit/s)

## The window: the question before a session is ended

window-leave-title = Möchten Sie die Sitzung beenden?
window-leave-what = Die helfende Person sieht Ihren Bildschirm dann nicht mehr. Um wieder Hilfe zu bekommen, brauchen Sie einen neuen Code.
window-leave-end = Sitzung beenden
window-leave-stay = Weitermachen

## The window: the view after a session

window-end-title = Die Sitzung ist beendet
window-end-show-log = Protokoll zeigen

## The window: people and settings

setup-people = Personen
setup-settings = Einstellungen
setup-back = Zurück
setup-busy = Einen Moment bitte …
setup-done = Gespeichert.
setup-save = Speichern
setup-cancel = Abbrechen
setup-not-here = das kann hier nicht geändert werden
setup-no-number = erwartet wurde eine Zahl
setup-device-counts = Was durch das Gerät „{ $device }“ gedrückt wird, gilt als von Ihnen gedrückt. Jedes Programm kann durch dieses Gerät drücken.
setup-bad-name = Das kann kein Name sein: { $why }.
setup-offers-failed = Auf Angebote kann zurzeit nicht gewartet werden: { $why }. Es wird noch einmal versucht.
setup-last-helped = Hat zuletzt am { $date } geholfen.
setup-forget = Möchten Sie { $name } vergessen?
setup-people-unknown = Ihre Kontakte können nicht gelesen werden: { $why }.
setup-kept-in = Was Sie gewählt haben, steht in { $file }.
setup-logged-in = Protokolle werden in { $folder } aufbewahrt.
setup-nothing-shared = Zurzeit kann nichts geteilt werden: { $why }.
setup-seconds =
    { $n ->
        [one] { $n } Sekunde
       *[other] { $n } Sekunden
    }
setup-minutes =
    { $n ->
        [one] { $n } Minute
       *[other] { $n } Minuten
    }
setup-hours =
    { $n ->
        [one] { $n } Stunde
       *[other] { $n } Stunden
    }
setup-percent = { $n } %
setup-language-system = Wie auf dem Desktop eingestellt
setup-colours-system = Wie im System eingestellt
setup-colours-light = Dunkel auf Hell
setup-colours-dark = Hell auf Dunkel

## The window: offers of help

setup-offers-allow = Helfende Personen, die ich kenne, dürfen Hilfe anbieten
setup-offers-what = Solange dieses Fenster offen ist, sehen diese Personen, dass Ihnen geholfen werden kann, und können um eine Verbindung bitten. Sie werden jedes Mal gefragt, bevor jemand Ihren Bildschirm sieht.

## The window: the view of the people

setup-people-title = Personen, die Ihnen ohne Code helfen können
setup-people-nobody = Sie haben noch niemanden als Kontakt gespeichert. Sie können das tun, solange eine helfende Person verbunden ist.
setup-people-ask = Um Hilfe bitten
setup-people-key = Schlüssel zeigen
setup-people-hide-key = Schlüssel ausblenden
setup-people-key-is = Der Schlüssel der Person, in Kurzform. Zum Vergleich kann sie Ihnen ihren eigenen vorlesen:
setup-people-rename = Umbenennen
setup-people-new-name = Neuer Name
setup-people-forget = Vergessen
setup-people-forgetting = Diese Person kann dann nicht mehr ohne Code kommen. Um sie wieder als Kontakt zu speichern, müssen Sie beide zustimmen, während die Person verbunden ist.
setup-people-keep = Behalten
setup-people-by-owner = Wer diesen Computer verwaltet, hat festgelegt, dass diese Person Hilfe anbieten darf. Sie werden jedes Mal gefragt.
setup-people-by-owner-unused = Wer diesen Computer verwaltet, hat diese Person benannt, erlaubt aber nicht, dass Hilfe angeboten wird.

## The window: the view of the settings

setup-settings-title = Einstellungen
setup-settings-what = Was Sie hier ändern, gilt ab der nächsten Sitzung.
setup-settings-name = Ihr Name, so wie helfende Personen ihn sehen
setup-settings-server = Adresse des Servers, der Sie mit der helfenden Person zusammenbringt; leer für diesen Computer selbst
setup-settings-view-only = Wer hilft, darf nur zusehen und nie steuern
setup-settings-log = Jede Sitzung protokollieren
setup-settings-bandwidth = Bei langsamer Verbindung
setup-settings-reconnect = Wenn die Verbindung zur helfenden Person verloren geht: so lange auf sie warten
setup-settings-expires = So lange gilt ein Code
setup-settings-map-port = Den Router um einen Port bitten, für eine direkte Verbindung. Dann können alle im Internet Pakete an dieses Programm senden
setup-settings-text-size = Textgröße in diesem Fenster
setup-settings-colours = Farben dieses Fensters
setup-settings-language = Sprache dieses Programms
setup-settings-device = Bildschirmtastatur oder Taster
setup-settings-no-device = Nur Ihre eigene Maus und Ihre eigene Tastatur können etwas erlauben.
setup-settings-choose-device = Gerät auswählen

## The window: the view of the device for assistance

setup-device-title = Ein Gerät, das für Sie drückt
setup-device-what = Eine Bildschirmtastatur oder ein Taster drückt durch ein Gerät des Desktops. Wenn Sie es hier angeben, gilt als von Ihnen gedrückt, was es drückt, zum Beispiel „Erlauben“.
setup-device-opens = Damit öffnen Sie eine Tür: Jedes Programm auf diesem Computer kann durch dieses Gerät drücken und so an Ihrer Stelle etwas erlauben. Sobald eine helfende Person mitsteuert, zählt das Gerät bis zum Ende der Sitzung nicht.
setup-device-how = Drücken Sie die Schaltfläche unten mit einer Maus oder Tastatur dieses Computers, oder lassen Sie es jemanden neben Ihnen tun.
setup-device-known = Geräte dieses Desktops:
setup-device-name = Name des Geräts
setup-device-none = Kein Gerät

## The window: who decided what holds

setup-decided-default = Das ist die Voreinstellung.
setup-decided-file = Das haben Sie gewählt.
setup-decided-variable = Eine Umgebungsvariable legt das fest, solange dieses Programm läuft.
setup-decided-command-line = Das wurde beim Start des Programms gewählt und gilt, bis es endet.
setup-decided-owner = Wer diesen Computer verwaltet, hat das festgelegt. Sie können es nicht ändern.

## The window: an invitation as a file or by e-mail

sending-not-open = die Einladung ist nicht mehr offen, darum gibt es nichts zu senden. Bitten Sie noch einmal um Hilfe
sending-enough-mail = für diese Einladung wird keine E-Mail mehr gesendet. Speichern Sie sie als Datei, oder nennen Sie der helfenden Person den Code
mail-unwritten = die Nachricht kann nicht geschrieben werden: { $why }
mail-unattached = der Anhang kann nicht geschrieben werden: { $why }
mail-no-program = hier gibt es kein { $program }, das ein E-Mail-Programm öffnet; richten Sie in der Konfiguration [email] ein, oder speichern Sie die Einladung als Datei (--save-as)
mail-program-failed = { $program } kann nicht verwendet werden: { $why }
mail-unopened = es wurde kein E-Mail-Programm geöffnet ({ $program }: { $status }); richten Sie in der Konfiguration [email] ein, oder speichern Sie die Einladung als Datei (--save-as)
mail-slow = der Mailserver { $host } hat die Nachricht nicht rechtzeitig angenommen
mail-silent = der Mailserver { $host } hat nicht rechtzeitig geantwortet
mail-login = der Mailserver { $host } hat die Anmeldung abgelehnt; prüfen Sie user und password_file in [email]
mail-refused = der Mailserver { $host } hat die Nachricht abgelehnt: { $reply }
mail-insecure = keine sichere Verbindung zum Mailserver { $host }: { $why }; prüfen Sie tls und port in [email]
mail-unusable = der Mailserver { $host } kann nicht verwendet werden: { $why }; prüfen Sie host, port und tls in [email]
sending-file-name = Einladung
sending-title = Oder geben Sie der helfenden Person eine Einladung:
sending-file = Als Datei speichern
sending-path = Datei zum Speichern
sending-save = Speichern
sending-path-error = Bitte geben Sie den Namen einer Datei an oder ihren ganzen Pfad, der mit einem Schrägstrich beginnt.
sending-mail = Per E-Mail senden
sending-address = E-Mail-Adresse der helfenden Person
sending-address-error = Bitte geben Sie eine einzige E-Mail-Adresse an, zum Beispiel jacky@example.org.
sending-sending = Die E-Mail wird gesendet …
sending-opening = Ihr E-Mail-Programm wird geöffnet …
sending-without-words = Darin steht, wo und bis wann die helfende Person Sie erreicht. Die Wörter des Codes stehen nicht darin: Nennen Sie sie am Telefon.
sending-send = E-Mail senden
sending-open = In meinem E-Mail-Programm öffnen
sending-forbidden-program = Wer diesen Computer verwaltet, hat festgelegt, dass E-Mails nur über einen Mailserver gesendet werden, und in Ihren Einstellungen steht keiner.
sending-forbidden-server = Wer diesen Computer verwaltet, hat festgelegt, dass E-Mails nur vom E-Mail-Programm des Desktops gesendet werden, und in Ihren Einstellungen steht ein Mailserver.
sending-forbidden-all = Wer diesen Computer verwaltet, hat festgelegt, dass Einladungen nicht per E-Mail gesendet werden.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = Es gibt nichts mehr zu beantworten.
consent-no-evidence = Dieses Fenster kann hier nicht erkennen, ob Sie oder ein Programm die Schaltfläche gedrückt haben. Antworten Sie im Terminal.
consent-no-press = Das kam nicht von Ihrer Maus oder Tastatur. Drücken Sie die Schaltfläche selbst, mit der Maus, der Eingabetaste oder der Leertaste.
consent-program = Ein Programm hat das gedrückt, nicht Sie. Wenn Sie es erlauben möchten, benutzen Sie Ihre eigene Maus oder Tastatur.
consent-program-may = Ein anderes Programm kann hier zurzeit Tasten und Schaltflächen drücken, zum Beispiel eines für den Fernzugriff. Beenden Sie es und drücken Sie noch einmal.
consent-program-too = Auch ein Programm hat Tasten oder Schaltflächen gedrückt. Warten Sie einen Moment und drücken Sie noch einmal mit der Maus.
consent-too-soon = Das war zu schnell. Lesen Sie die Frage und drücken Sie noch einmal.
consent-held = Die Taste wurde gedrückt, bevor die Frage erschien, oder sie blieb gedrückt. Lassen Sie sie los und drücken Sie noch einmal.
consent-typing = Sie haben gerade getippt. Lesen Sie die Frage und drücken Sie noch einmal.
consent-remapped = Ihre Tastatur oder Maus wurde neu eingerichtet. Warten Sie einen Moment und drücken Sie noch einmal mit der Maus.
consent-pointer-waited = Der Mauszeiger war schon auf der Schaltfläche, als die Frage erschien. Bewegen Sie ihn weg und wieder zurück und drücken Sie noch einmal.
consent-pointer-elsewhere = Der Mauszeiger ist nicht auf der Schaltfläche. Bewegen Sie ihn dorthin und drücken Sie noch einmal.
consent-pointer-moved = Der Mauszeiger wurde bewegt, aber nicht von Ihrer Maus. Bewegen Sie ihn weg und wieder zurück und drücken Sie noch einmal.
consent-window-changed = Dieses Fenster wurde in diesem Moment verschoben oder verdeckt. Sehen Sie es sich an und drücken Sie noch einmal.
consent-window-covered = Dieses Fenster muss ganz zu sehen sein. Schieben Sie weg, was davor ist, und drücken Sie noch einmal.
consent-presses-proved = Sie können im Fenster etwas erlauben: Eine Schaltfläche gilt als von Ihnen gedrückt, solange kein anderes Programm drücken kann. Ob etwas über dem Fenster liegt, ist nicht bekannt.
consent-presses-not-proved = Im Fenster kann nichts erlaubt werden, nur in einem Terminal.

## The window: the code said aloud

speech-say = Laut vorlesen
speech-stop = Nicht mehr vorlesen
speech-heard = Alle im Raum hören den Code. Lassen Sie ihn nur vorlesen, wo das in Ordnung ist.
speech-failed-not-here = Auf diesem System kann der Code noch nicht vorgelesen werden.
speech-failed-not-installed = Auf diesem Computer gibt es kein Programm, das spricht. Installieren Sie das Paket { $package }, um den Code vorlesen zu lassen.
speech-failed = Die Stimme dieses Computers funktioniert nicht. Gibt es einen Lautsprecher?
speech-failed-system = Die Stimme kann nicht gestartet werden: { $why }.

## The window: the small picture of what the Helper sees

seen-show = Was die helfende Person sieht
seen-hide = Ausblenden, was die helfende Person sieht
seen-picture = Was die helfende Person jetzt sieht
seen-what = Was die helfende Person jetzt sieht, ohne die Leiste oben.
seen-nothing = Die helfende Person sieht jetzt nichts.
seen-soon = Das Bild kommt gleich.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = Fenster zeigen
desk-asked = Alongside fragt Sie etwas
desk-seen = Ihr Bildschirm ist zu sehen
desk-controlled = Die helfende Person steuert mit
desk-wrote = Die helfende Person hat Ihnen geschrieben
desk-ended = Die Sitzung ist beendet
desk-asked-connect = { $helper } möchte sich verbinden und Ihren Bildschirm sehen.
desk-asked-control = { $helper } möchte die Steuerung Ihres Computers teilen.
desk-asked-clipboard-read = { $helper } möchte erhalten, was Sie kopieren.
desk-asked-clipboard-write = { $helper } möchte etwas in Ihre Zwischenablage legen.
desk-asked-file-in = { $helper } möchte Ihnen Dateien senden.
desk-asked-file-out = { $helper } bittet Sie um eine Datei.
desk-asked-point = { $helper } möchte auf Ihrem Bildschirm auf etwas zeigen.
desk-asked-remember = Möchten Sie { $helper } als Kontakt speichern?
desk-answer = Antworten Sie im Fenster. Wenn Sie nichts tun, wird es nicht erlaubt.
desk-wrote-what = { $helper } hat Ihnen geschrieben.

## Helpers whom the User remembers, and offers

contacts-no-key = Der Schlüssel, den die helfende Person gesendet hat, ist kein Schlüssel. Darum wird niemand als Kontakt gespeichert.
contacts-none = Sie haben niemanden als Kontakt gespeichert. Tippen Sie /remember, während eine helfende Person verbunden ist.
contacts-no-server = Wer jetzt erreichbar ist, weiß nur Ihr Server; geben Sie ihn mit --server URL an.
contacts-to-needs-no-code = --to braucht keinen Code, darum gibt es nichts zu speichern oder per E-Mail zu senden und keine Wörter zu wählen. Lassen Sie entweder --to weg oder --save-as, --email, --choose-words und --words-file
contacts-not-remembered-no-answer = Die helfende Person hat nicht geantwortet. Darum wird niemand als Kontakt gespeichert.
contacts-not-remembered-unproven = Die helfende Person konnte nicht beweisen, dass der gesendete Schlüssel ihr eigener ist. Darum wird niemand als Kontakt gespeichert.
contacts-not-remembered-declined = Die helfende Person möchte nicht als Kontakt gespeichert werden, oder ihr Browser kann es nicht.
contacts-asker = { $alias } (nennt sich selbst { $helper })
contacts-proven-code = Diese Person hat bewiesen, dass sie Ihren Code kennt.
contacts-proven-contact = Diese Person hat bewiesen, dass sie Ihr Kontakt { $helper } ist.
contacts-proven-policy = Diese Person hat bewiesen, dass sie { $helper } ist. Wer diesen Computer verwaltet, lässt { $helper } Hilfe anbieten.
contacts-remember = { $helper } möchte, dass Sie einander als Kontakt speichern. Dann können Sie { $helper } ohne Code um Hilfe bitten, mit: alongside share --to NAME. Sie werden trotzdem jedes Mal gefragt, bevor jemand Ihren Bildschirm sieht. Möchten Sie { $helper } als Kontakt speichern?
contacts-waiting-available = Warten auf { $helper }, jetzt erreichbar. Es ist kein Code nötig.
contacts-waiting = Warten auf { $helper }, jetzt nicht erreichbar. Es ist kein Code nötig; lassen Sie dies offen.
contacts-waiting-for-offers = Hilfe anbieten können: { $helpers }. Jetzt erreichbar: { $available }. Sie werden gefragt, bevor jemand Ihren Bildschirm sieht.
contacts-nobody = niemand
contacts-left-out = Es ist nicht genug Platz, um auf alle helfenden Personen zugleich zu warten; { $n } von ihnen können diesen Computer nicht finden. Vergessen Sie Kontakte, die Sie nicht mehr brauchen: alongside contacts forget NAME
contacts-stranger = Jemand, der hier nicht bekannt ist, wollte sich ohne Code verbinden. Das wurde abgelehnt.
contacts-stranger-often = Jemand, der hier nicht bekannt ist, wollte sich ohne Code verbinden ({ $n } Mal). Das wurde abgelehnt.
contacts-remembered = Sie und { $helper } haben einander jetzt als Kontakt gespeichert. Beim nächsten Mal: alongside share --to { $name }
contacts-remembered-already = Sie und { $helper } haben einander schon als Kontakt gespeichert. Beim nächsten Mal: alongside share --to { $name }
contacts-other-key = ACHTUNG: Das ist nicht der Schlüssel Ihres Kontakts { $helper }. Vielleicht gibt sich jemand als { $helper } aus, oder { $helper } benutzt jetzt einen anderen Browser. Niemand wird als Kontakt gespeichert. Wenn Sie sicher sind, wer es ist, vergessen Sie zuerst den Kontakt: alongside contacts forget { $name }
contacts-not-kept = Die helfende Person wird nicht als Kontakt gespeichert: { $why }. Die Sitzung geht weiter.
contacts-not-noted = Dass dieser Kontakt Ihnen jetzt hilft, wird nicht notiert: { $why }. Die Sitzung geht weiter.
contacts-names-unknown = Ihre Kontakte können nicht gelesen werden: { $why }. Sie werden nicht gewarnt, wenn jemand den Namen eines Ihrer Kontakte benutzt.
contacts-column-name = NAME
contacts-column-key = SCHLÜSSEL
contacts-column-since = SEIT
contacts-column-last = ZULETZT
contacts-column-now = JETZT
contacts-available-yes = erreichbar
contacts-available-no = -
contacts-available-unknown = unbekannt
contacts-not-asked = Wer jetzt erreichbar ist, ist nicht bekannt: { $why }.
contacts-own-fingerprint = Fingerabdruck:
contacts-own-key = Öffentlicher Schlüssel:

## Names that others chose

names-quoted = „{ $name }“
names-resembles-code = ACHTUNG: Das ist vielleicht nicht die Person, die Sie als { $known } kennen. Wer Ihren Code hat, kann so einen Namen wählen, und der Schlüssel von { $known } wurde nicht vorgezeigt.
names-resembles = ACHTUNG: Das ist nicht die Person, die Sie als { $known } kennen. Diese Person hat sich selbst so einen Namen gegeben.

## The rights beside the picture and control

typed-allow-clipboard = zwischenablage erlauben
typed-for-minutes = 10 minuten
typed-for-session = ganze sitzung
rights-clipboard-works = Was eine Seite kopiert, kann die andere einfügen, sobald Sie zustimmen.
rights-no-clipboard-here = Die Zwischenablage kann auf diesem Desktop nicht geteilt werden: Was eine Seite kopiert, kann die andere nicht einfügen.
rights-clipboard-emptied = Ihre Zwischenablage ist jetzt leer: Was die helfende Person gesendet hat, konnte nicht hineingelegt werden, und was Sie vorher kopiert hatten, ist verloren.
rights-read-meaning = „Ein Mal“ heißt: das Nächste, was Sie kopieren. Sie können es jederzeit zurücknehmen.
rights-write-meaning = „Ein Mal“ heißt: eine Sache. Nichts wird von selbst eingefügt oder geöffnet.
rights-clipboard-read = { $asker } möchte ab jetzt erhalten, was Sie kopieren: Texte und Bilder. Was Sie vorher kopiert haben, wird nicht gesendet, und auch nichts, was ein Passwortmanager als geheim kennzeichnet. Möchten Sie das erlauben?
rights-clipboard-write = { $asker } möchte etwas in Ihre Zwischenablage legen, damit Sie es einfügen können. Es ersetzt, was Sie zuletzt kopiert haben. Möchten Sie das erlauben?
rights-what-look = Ihren Bildschirm sehen
rights-what-control = Ihre Maus und Ihre Tastatur benutzen
rights-what-system-prompts = Passwort- und Systemabfragen sehen und beantworten
rights-what-clipboard-read = erhalten, was Sie kopieren
rights-what-clipboard-write = etwas in Ihre Zwischenablage legen
rights-what-point = auf Ihrem Bildschirm zeigen und zeichnen
rights-what-type = tippen
rights-what-file-in = diese Dateien an Sie senden
rights-what-file-out = eine Datei erhalten, die Sie auswählen
rights-what-sound = Ihren Computer hören
rights-what-voice = mit Ihnen sprechen
rights-what-record = die Sitzung aufzeichnen
rights-what-another-helper = eine weitere helfende Person dazuholen
rights-what-hand-over = an eine andere helfende Person übergeben
rights-may = Die Person darf { $what }.
rights-granted-once = { $helper } darf ein Mal { $what }. Zurücknehmen können Sie das im Fenster oder mit /revoke { $right }.
rights-granted-minutes = { $helper } darf { $n } Minuten lang { $what }. Zurücknehmen können Sie das im Fenster oder mit /revoke { $right }.
rights-granted-session = { $helper } darf bis zum Ende der Sitzung { $what }. Zurücknehmen können Sie das im Fenster oder mit /revoke { $right }.
rights-ended-time = Die Zeit ist um: { $helper } darf nicht mehr { $what }.
rights-ended-by-user = { $helper } darf nicht mehr { $what }.
rights-ended-by-helper = { $helper } braucht es nicht mehr und darf nicht mehr { $what }.
rights-unknown = Erwartet wurde /revoke und eines von diesen: { $rights }.

## The window: rights

window-rights-this-time = Ein Mal erlauben
window-rights-ten-minutes = 10 Minuten lang erlauben
window-rights-session = Bis zum Ende der Sitzung erlauben
window-rights-revoke = Zurücknehmen
window-rights-title = Was die helfende Person darf

## What stops control

control-stops-esc = Sie können die Steuerung jederzeit mit der Esc-Taste zurücknehmen.
control-stops-time = Esc beendet die Steuerung auf diesem Desktop nicht. „{ $button }“ beendet sie, ebenso /stop im Terminal oder das Zeichen des Desktops, dass etwas geteilt wird. Nach { $n } Minuten endet sie von selbst.
control-stops-it-esc = Drücken Sie Esc, um das zu beenden.
control-stops-it-time = Beenden Sie das mit „{ $button }“ im Fenster oder mit /stop im Terminal: Esc beendet es nicht. Nach { $n } Minuten endet es von selbst.
control-ended-time = Die { $n } Minuten sind um. Darum steuert die helfende Person nicht mehr mit. Sie kann wieder darum bitten.
control-ended-by-user = Sie haben die Steuerung zurückgenommen.
control-ended-by-helper = Die helfende Person hat die Steuerung abgegeben.

## Files

typed-allow-files = dateien erlauben
files-incoming-meaning = Die Dateien werden auf diesem Computer gespeichert, unter den Namen, die die helfende Person ihnen gegeben hat. Öffnen Sie sie nur, wenn Sie wissen, was sie sind. Sie können es jederzeit abbrechen.
files-outgoing-meaning = Allein dadurch wird nichts gesendet: Jede Datei wählen Sie selbst aus. Sie können es jederzeit zurücknehmen.
files-incoming =
    { $n ->
        [one] { $asker } möchte Ihnen { $n } Datei senden ({ $size }). Die Datei wird in { $folder } gespeichert und nicht geöffnet. Möchten Sie sie haben?
       *[other] { $asker } möchte Ihnen { $n } Dateien senden ({ $size }). Die Dateien werden in { $folder } gespeichert und nicht geöffnet. Möchten Sie sie haben?
    }
files-incoming-folder =
    { $n ->
        [one] { $asker } möchte Ihnen den Ordner { $name } mit { $n } Datei senden ({ $size }). Er wird in { $folder } gespeichert und nicht geöffnet. Möchten Sie ihn haben?
       *[other] { $asker } möchte Ihnen den Ordner { $name } mit { $n } Dateien senden ({ $size }). Er wird in { $folder } gespeichert und nicht geöffnet. Möchten Sie ihn haben?
    }
files-incoming-folder-empty =
    { $n ->
        [one] { $asker } möchte Ihnen den Ordner { $name } mit { $n } Datei und { $empty } senden ({ $size }). Er wird in { $folder } gespeichert und nicht geöffnet. Möchten Sie ihn haben?
       *[other] { $asker } möchte Ihnen den Ordner { $name } mit { $n } Dateien und { $empty } senden ({ $size }). Er wird in { $folder } gespeichert und nicht geöffnet. Möchten Sie ihn haben?
    }
files-empty-folders =
    { $n ->
        [one] { $n } leerem Ordner
       *[other] { $n } leeren Ordnern
    }
files-offered = { $name }, { $size }
files-programs-first = Davon können { $n } als Programm laufen; sie stehen zuerst:
files-more = und { $n } weitere, zusammen { $size }
files-incoming-any = { $asker } möchte Ihnen Dateien senden. Möchten Sie sie haben?
files-outgoing = { $asker } bittet Sie um eine Datei. Gesendet werden nur Dateien und Ordner, die Sie selbst auswählen. Möchten Sie das erlauben?
files-your-helper = die helfende Person
files-notice-coming = Die Datei { $name } ist auf dem Weg zu Ihnen.
files-notice-offered = Die Datei { $name } steht für { $helper } bereit.
files-notice-running = { $name }: { $part } von { $size }.
files-notice-paused = { $name } ist angehalten, bis Sie fortsetzen.
files-notice-arrived = Die Datei { $name } ist angekommen. Sie liegt hier: { $path }
files-notice-sent = Die Datei { $name } wurde an { $helper } gesendet.
files-notice-not-arrived = Die Datei { $name } ist nicht angekommen: { $why }.
files-notice-not-sent = Die Datei { $name } wurde nicht gesendet: { $why }.
files-folder-arrived = Der Ordner { $name } ist angekommen, mit allen { $n } Dateien.
files-folder-not-arrived = Der Ordner { $name } ist nicht angekommen.
files-folder-partly = Aus dem Ordner { $name } sind { $n } von { $count } Dateien nicht angekommen.
files-folder-at = Er liegt hier: { $path }
files-folder-first = Die erste ist { $file }: { $why }.
files-folder-why = Der Grund: { $why }.
files-not-come =
    { $n ->
        [one] { $n } Datei, die Sie angenommen haben, kommt seit 5 Minuten nicht und kommt vielleicht nicht mehr.
       *[other] { $n } Dateien, die Sie angenommen haben, kommen seit 5 Minuten nicht und kommen vielleicht nicht mehr.
    }
files-failure-cancelled = es wurde abgebrochen
files-failure-not-allowed = es ist nicht mehr erlaubt
files-failure-changed = es wurde während des Sendens geändert
files-failure-damaged = es wurde unterwegs beschädigt
files-failure-disk-full = der Datenträger ist voll
files-failure-page-reloaded = die helfende Person hat die Seite neu geladen
files-failure-stalled = seit 5 Minuten kam nichts mehr davon an
files-failure-unanswered = die helfende Person hat innerhalb von 15 Minuten nicht gesagt, ob sie es haben möchte
files-failure-too-large = der andere Browser kann nicht so viel aufnehmen
files-failure-scanner = der Virenscanner lässt es nicht durch
files-failure-failed = es konnte nicht gelesen oder geschrieben werden
files-not-sent = { $path } wurde nicht gesendet: { $why }.
files-not-sent-owner = wer diesen Computer verwaltet, erlaubt es nicht
files-not-sent-paused = das Teilen ist angehalten
files-not-sent-nobody = keine helfende Person ist verbunden
files-not-sent-now = es ist zurzeit nicht möglich
files-no-file = es ist keine Datei
files-large = es ist zu groß
files-many = darin sind zu viele Dateien, oder zu viele Ordner ineinander: machen Sie ein ZIP-Archiv daraus, und senden Sie das
files-within = { $file } darin: { $why }
files-disk = es kann nicht gelesen werden: { $why }
files-links-left-out =
    { $n ->
        [one] { $n } Verknüpfung oder Gerät in { $path } wird nicht gesendet: Nur Dateien und Ordner werden gesendet.
       *[other] { $n } Verknüpfungen oder Geräte in { $path } werden nicht gesendet: Nur Dateien und Ordner werden gesendet.
    }
files-size-bytes =
    { $n ->
        [one] { $n } Byte
       *[other] { $n } Bytes
    }
files-decimal-mark = ,
files-dialog-failed = Das Auswahlfenster ist ausgefallen: { $why }. Schreiben Sie den Pfad.
files-dialog-elsewhere = Was Sie gewählt haben, ist nicht auf diesem Computer. Speichern Sie es zuerst hier, und wählen Sie es dann noch einmal.
files-too-many = Das sind { $n } Dateien. Auf einmal können { $most } gesendet werden: Wählen Sie weniger aus, oder den Ordner, in dem sie liegen.

## The window: files

window-files-send = Datei oder Ordner senden
window-files-while-controlled = Nicht, solange die Steuerung geteilt ist: Die helfende Person könnte die Datei auswählen. Nehmen Sie zuerst die Steuerung zurück.
window-files-offered = Dateien
window-files-path = Datei oder Ordner zum Senden
window-files-files = Dateien auswählen …
window-files-folder = Ordner auswählen …
window-files-files-title = Dateien für die helfende Person
window-files-folder-title = Ein Ordner für die helfende Person
window-files-chosen = Was Sie ausgewählt haben
window-files-send-chosen = Ausgewähltes senden
window-files-forget = Nicht senden
window-files-chosen-while-controlled = Was Sie ausgewählt haben, wird nicht gesendet: Die Steuerung ist geteilt, sodass die helfende Person im Auswahlfenster drücken könnte. Nehmen Sie die Steuerung zurück und wählen Sie noch einmal aus.
window-files-no-dialog = Dieser Desktop hat dafür kein Auswahlfenster. Schreiben Sie den Pfad.
window-files-strange-name = Dieser Name kann nicht verwendet werden: Er enthält ungültige Zeichen. Geben Sie der Datei oder dem Ordner einen anderen Namen.
window-files-pause = Anhalten
window-files-pause-folder = Ordner anhalten
window-files-continue = Fortsetzen
window-files-cancel = Abbrechen
window-files-cancel-folder = Ordner abbrechen
window-files-send-this = Senden

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = zeigen erlauben
marks-meaning = Esc, Anhalten oder Zurücknehmen entfernt alles, was die Person gezeichnet hat.
marks-question = { $asker } möchte auf Ihrem Bildschirm auf etwas zeigen, darauf zeichnen und Schritte vorschlagen. Was gezeichnet wird, liegt über Ihren Fenstern und klickt nichts an. Möchten Sie das erlauben?
marks-step-button = { $text } (Schaltfläche „{ $name }“)
marks-step-check-box = { $text } (Kontrollkästchen „{ $name }“)
marks-step-radio-button = { $text } (Auswahl „{ $name }“)
marks-step-switch = { $text } (Schalter „{ $name }“)
marks-step-link = { $text } (Link „{ $name }“)
marks-step-menu = { $text } (Menü „{ $name }“)
marks-step-menu-item = { $text } (Menüpunkt „{ $name }“)
marks-step-field = { $text } (Feld „{ $name }“)
marks-step-list = { $text } (Liste „{ $name }“)
marks-step-item = { $text } (Eintrag „{ $name }“)
marks-step-tab = { $text } (Registerkarte „{ $name }“)
marks-step-slider = { $text } (Schieberegler „{ $name }“)
marks-step-other = { $text } („{ $name }“)
marks-next = Schritt { $n } von { $count }: { $text }
marks-all-done = Alle Schritte sind erledigt.
marks-suggested = { $helper } schlägt vor, Schritt { $n } von { $count } (/next, wenn er erledigt ist)
marks-none = { $helper } schlägt keine Schritte mehr vor.
marks-suggests = { $helper } schlägt vor: { $step } Wenn das erledigt ist, tippen Sie /next.
marks-listed = { $n }. { $text }
marks-listed-done = Erledigt: { $n }. { $text }

## The window: steps

window-steps-title = Was die helfende Person vorschlägt
window-steps-next = Nächster Schritt
window-steps-done = Erledigt

## The bandwidth

bandwidth-untouched = Das Hintergrundbild und die Effekte dieses Desktops bleiben, wie sie sind, denn Alongside weiß nicht, wie man sie ändert. Das Bild wird trotzdem verkleinert.
bandwidth-recovered = Ihr Desktop sieht wieder aus wie vorher: Die letzte Sitzung war nicht richtig zu Ende gegangen und hatte ihn verändert zurückgelassen.
bandwidth-nothing-to-restore = Es ist nichts wiederherzustellen: Keine Sitzung hat Ihren Desktop verändert zurückgelassen.
bandwidth-gives-none = für eine langsame Leitung wird auf nichts verzichtet
bandwidth-gives-no-full-window-drag = weniger Bilder, während sich etwas Großes bewegt
bandwidth-gives-no-background = weniger Bilder, während sich etwas Großes bewegt, und kein Hintergrundbild
bandwidth-gives-full = weniger Bilder, während sich etwas Großes bewegt, kein Hintergrundbild, keine Effekte, keine Schriftglättung und weniger Farben
bandwidth-level = Bandbreite, Stufe { $level }: { $what }. Zurzeit werden { $kbit } kbit/s gesendet.
bandwidth-level-most = Bandbreite, Stufe { $level }: { $what }. Zurzeit werden { $kbit } kbit/s gesendet, höchstens { $most } kbit/s.
bandwidth-usage = Tippen Sie /bandwidth allein, um die Stufe zu sehen; mit none, no-full-window-drag, no-background oder full, um die Stufe zu wählen; oder mit einer Zahl von { $least } bis { $most }, um nicht mehr kbit/s als diese zu senden.
bandwidth-not-changed = Das Aussehen des Desktops ist nicht so, wie es die Stufe verlangt: { $why }.
bandwidth-not-restored = Der Desktop sieht vielleicht nicht aus wie vorher: { $why }. Der nächste Start versucht es noch einmal, ebenso: alongside restore-desktop

## A question of the desktop itself

portal-asks = Ihr Desktop fragt jetzt, welchen Bildschirm die helfende Person sehen darf: Wählen Sie ihn dort aus und stimmen Sie zu. Vorher ist nichts zu sehen, und ein Nein beendet die Sitzung.
portal-asks-switch = Wenn die helfende Person irgendwann Ihre Maus und Ihre Tastatur benutzen darf, schalten Sie dort auch „Fernzugriff zulassen“ ein: Niemand benutzt sie, bevor Sie hier noch einmal zugestimmt haben.
portal-may-ask = Vielleicht fragt Ihr Desktop jetzt, welchen Bildschirm die helfende Person sehen darf, und nach Maus und Tastatur: Wählen Sie dort aus und stimmen Sie zu. Ein Nein beendet die Sitzung. Niemand benutzt Maus und Tastatur, bevor Sie hier noch einmal zugestimmt haben.
portal-restored = Sie haben Ihrem Desktop erlaubt, sich zu merken, was die helfende Person sehen darf. Vielleicht zeigt er es jetzt, ohne zu fragen. Um beim nächsten Mal neu zu wählen, löschen Sie { $file }.
portal-restored-input = Niemand benutzt Maus und Tastatur, bevor Sie hier noch einmal zugestimmt haben.

## The built-in server in a network of strangers

public-network-asked = Dürfen andere in diesem Netzwerk versuchen, Ihren Computer zu erreichen?
public-network-refused = dieses Netzwerk gilt als öffentlich, und es wurde nicht erlaubt, dass andere darin versuchen, diesen Computer zu erreichen. Wenn Sie den Menschen darin vertrauen, machen Sie es in den Einstellungen von Windows („Netzwerk und Internet“) zu einem privaten Netzwerk, oder starten Sie mit --listen 0.0.0.0:7575. Sonst benutzen Sie einen Server (--server URL), oder erlauben Sie nur Verbindungen von diesem Computer selbst (--listen 127.0.0.1:7575)
public-network-refused-in-window = dieses Netzwerk gilt als öffentlich, und es wurde nicht erlaubt, dass andere darin versuchen, diesen Computer zu erreichen. Wenn Sie den Menschen darin vertrauen, machen Sie es in den Einstellungen von Windows („Netzwerk und Internet“) zu einem privaten Netzwerk, oder schließen Sie Alongside und starten Sie es neu, um noch einmal gefragt zu werden. Sonst geben Sie unter „Einstellungen“ einen Server an
public-network-kind-said-unknown = Das System sagt nicht, was für ein Netzwerk das ist.
public-network-kind-said-domain = Das System sagt, dass dieses Netzwerk zu einer Organisation gehört.
public-network-kind-said-private = Das System sagt, dass dieses Netzwerk ein privates ist.
public-network-kind-said-unclear = Das System hat nicht gesagt, was für ein Netzwerk das ist. Darum gilt es als öffentlich.
public-network-kind-said-public = Das System sagt, dass dieses Netzwerk ein öffentliches ist.
public-network-meaning = Dieses Netzwerk gilt als öffentlich, wie in einem Café oder einem Hotel. Damit die helfende Person sich verbinden kann, würde Alongside unter { $address } auf Verbindungen warten, und alle in diesem Netzwerk könnten dann versuchen, Ihren Computer zu erreichen. Niemand sieht Ihren Bildschirm, außer Sie erlauben es. Ein Ja gilt, bis Sie Alongside schließen.

## A part of the program has failed

parts-failed-pictures = Der Teil von Alongside, der Ihren Bildschirm zeigt, ist ausgefallen. Die Sitzung endet.
parts-failed-picture = Der Teil von Alongside, der das Bild sendet, ist ausgefallen. Die Sitzung endet.
parts-failed-channels = Der Teil von Alongside, der empfängt, was von der helfenden Person kommt, ist ausgefallen. Die Sitzung endet.
parts-failed-signal-link = Der Teil von Alongside, der die Verbindung zum Server hält, ist ausgefallen. Die Sitzung endet.
parts-failed-mail = Der Teil von Alongside, der Ihre Einladung sendet, ist ausgefallen. Vielleicht wurde sie nicht gesendet.
parts-failed-contacts = Der Teil von Alongside, der Ihre Kontakte kennt, ist ausgefallen. Die Sitzung endet.
parts-failed-log = Der Teil von Alongside, der das Protokoll schreibt, ist ausgefallen. Die Sitzung endet.
parts-failed-input = Der Teil von Alongside, der tippt und klickt, ist ausgefallen. Die Sitzung endet.
parts-failed-panic-key = Der Teil von Alongside, der auf Esc wartet, ist ausgefallen. Die Sitzung endet.
parts-failed-prompts = Der Teil von Alongside, der Passwortabfragen erkennt, ist ausgefallen. Die Sitzung endet.
parts-failed-press-watch = Der Teil von Alongside, der erkennt, ob Sie oder ein Programm eine Schaltfläche drücken, ist ausgefallen. Beantworten Sie Fragen im Terminal.
parts-failed-desk = Der Teil von Alongside, der Benachrichtigungen und sein Symbol zeigt, ist ausgefallen. Das Fenster zeigt alles, was dort stünde.
parts-failed-appearance = Der Teil von Alongside, der das Aussehen des Desktops ändert, ist ausgefallen. Wenn Ihr Desktop nicht aussieht wie vorher, starten Sie: alongside restore-desktop
parts-failed-port-mapping = Der Teil von Alongside, der Ihren Router um einen Port bittet, ist ausgefallen. Einen Port, den er geöffnet hat, schließt der Router innerhalb von 20 Minuten.
parts-failed-border = Der Teil von Alongside, der einen Rahmen um das zeichnet, was geteilt wird, ist ausgefallen. Geteilt wird dasselbe wie vorher.
parts-failed-elements = Der Teil von Alongside, der findet, worum es in einem Schritt geht, ist ausgefallen. Schritte bleiben dort, wo die helfende Person sie hinsetzt.
parts-failed-marks = Der Teil von Alongside, der zeigt, was die helfende Person zeichnet, ist ausgefallen. Es wird nichts mehr gezeichnet.
parts-failed-clipboard = Der Teil von Alongside, der die Zwischenablage teilt, ist ausgefallen. Die Zwischenablage wird nicht mehr geteilt.
parts-failed-transfers = Der Teil von Alongside, der liest und schreibt, was übertragen wird, ist ausgefallen. Es wird nichts mehr übertragen.

## The page of the Helper

page-other-build = Die Seite der helfenden Person stammt aus einem anderen Build ({ $theirs }) als die, die zu diesem Programm gehört ({ $own }). Das ist üblich, wenn der Server eine andere Version von Alongside hat. Wenn es Sie überrascht, fragen Sie dort nach, wo der Server betrieben wird.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = Die Gegenseite bestätigt nicht, was sie gesehen haben muss: Im Protokoll dieser Sitzung fehlt ihre Unterschrift. Ihr eigenes Protokoll geht weiter und sagt, wo.
log-verified =
    { $n ->
        [one] Das Protokoll ist so, wie es geschrieben wurde: { $n } Eintrag, davon { $signed } von der Gegenseite unterschrieben.
       *[other] Das Protokoll ist so, wie es geschrieben wurde: { $n } Einträge, davon { $signed } von der Gegenseite unterschrieben.
    }
log-line-signed = Von der Gegenseite unterschrieben: { $entries }
log-line-unseen = Nicht unterschrieben, denn die Gegenseite sieht es nicht oder war weg: { $entries }
log-line-missing = Nicht unterschrieben, obwohl die helfende Seite es sehen kann: { $entries }
log-line-disputed = Bestritten von der Seite dieses Exemplars, die nichts davon gesehen hat: { $entries }
log-line-both = Von beiden Seiten unterschrieben, die es beide gesehen haben: { $entries }
log-line-one-unseen = Das Wort einer Seite, denn die andere sieht es nicht oder war weg: { $entries }
log-line-one-missing = Das Wort einer Seite, obwohl die helfende Seite es sehen kann: { $entries }
log-verified-means = Was unterschrieben ist, hat die Gegenseite selbst gesehen. Was nicht unterschrieben ist, ist das Wort einer Seite. Die Zeiten sind die der Uhr des geteilten Computers. Nur das Exemplar der Gegenseite kann zeigen, ob die beiden übereinstimmen.
log-same =
    { $n ->
        [one] Die beiden Exemplare stimmen überein: { $n } Eintrag.
       *[other] Die beiden Exemplare stimmen überein: { $n } Einträge.
    }
log-up-to = Die beiden Exemplare stimmen bis Eintrag { $entry } überein. Danach waren die beiden Seiten nicht verbunden: Das erste Exemplar geht mit { $one } weiter, das zweite mit { $other }.
log-entries =
    { $n ->
        [one] { $n } Eintrag
       *[other] { $n } Einträgen
    }
log-agreement-means = Kein Eintrag wurde seit der Sitzung geändert. Was beide unterschrieben haben, ist so geschehen, wie es dort steht. Das Übrige haben beide aufgeschrieben, und eine Seite steht dafür ein. Die Zeiten sind die der Uhr des geteilten Computers. Wer die beiden waren, ist damit nicht bewiesen.
log-other-session = die beiden Exemplare stimmen nicht überein: Sie unterscheiden sich ab Eintrag 1, stammen also aus verschiedenen Sitzungen, oder eines davon wurde erfunden
log-differ-from = die beiden Exemplare stimmen nicht überein: Sie unterscheiden sich ab Eintrag { $entry }, den eine Seite der anderen unterschrieben hat
log-differ-missing = die beiden Exemplare stimmen nicht überein: Eintrag { $entry } fehlt in einem davon, obwohl dessen Seite ihn unterschrieben hat
log-differ-disputed = die beiden Exemplare stimmen nicht überein: Beide haben Eintrag { $entry }, und eine Seite hat sofort aufgeschrieben, dass sie nichts davon gesehen hat
log-fault-empty = das Protokoll hat keine Einträge
log-fault-no-key = das Protokoll sagt nicht, wessen Unterschriften es enthält
log-fault-entry = Eintrag { $entry } ist nicht so, wie er geschrieben wurde, oder einer davor fehlt
log-fault-unsigned = Eintrag { $entry } ist nicht so, wie er geschrieben wurde: Seine Unterschrift passt nicht
log-fault-countersignature = die Unterschrift der Gegenseite unter Eintrag { $entry } ist nicht so, wie sie geschrieben wurde
log-fault-dispute = die Zeile, die Eintrag { $entry } bestreitet, ist nicht so, wie sie geschrieben wurde
log-read-long = die Datei ist zu lang für ein Sitzungsprotokoll
log-read-frame = die Datei beginnt und endet nicht wie ein Sitzungsprotokoll von Alongside
log-read-line = Zeile { $line } ist nicht so, wie Alongside sie schreibt
log-run = { $first } bis { $last }
log-newer = { $entry } (aus einem neueren Alongside)
log-and-more = { $entries } und { $n } weitere

## The owner's rules


policy-note-view-only = Wer diesen Computer verwaltet, erlaubt nur das Zusehen. Die helfende Person kann den Computer darum nicht steuern.
policy-note-lifetime = Wer diesen Computer verwaltet, lässt eine Einladung höchstens { $longest } lang gelten.
policy-forbidden-invitations = wer diesen Computer verwaltet, erlaubt keine Einladungen an helfende Personen. Fragen Sie diese Person, oder sehen Sie nach mit: alongside policy
policy-forbidden-offers = wer diesen Computer verwaltet, erlaubt nicht, dass Hilfe angeboten wird. Lassen Sie [offer] allowed = true in die Richtlinie eintragen, oder bitten Sie selbst um Hilfe: alongside share
policy-forbidden-control = wer diesen Computer verwaltet, erlaubt nur das Zusehen. Lassen Sie --view-only=no weg
policy-forbidden-lifetime = wer diesen Computer verwaltet, lässt eine Einladung höchstens { $longest } lang gelten. Benutzen Sie --expires { $longest }
policy-forbidden-email = wer diesen Computer verwaltet, erlaubt keine Einladungen per E-Mail. Lassen Sie --email weg
policy-forbidden-email-program = wer diesen Computer verwaltet, lässt E-Mails nur über einen Mailserver senden. Geben Sie einen unter [email] in der Einstellungsdatei an, oder lassen Sie --email weg
policy-forbidden-email-server = wer diesen Computer verwaltet, lässt E-Mails nur vom E-Mail-Programm des Desktops senden. Nehmen Sie [email] aus der Einstellungsdatei, oder lassen Sie --email weg
policy-forbidden-version = wer diesen Computer verwaltet, lässt kein Übertragungsprotokoll zu, das älter als { $minimum } ist, und diese Version spricht { $own }. Aktualisieren Sie Alongside
policy-forbidden-level = wer diesen Computer verwaltet, hat die Bandbreite auf die Stufe { $level } festgelegt. Lassen Sie sie so, oder lassen Sie `bandwidth` in der Richtlinie ändern
policy-forbidden-reconnect = wer diesen Computer verwaltet, hat festgelegt, dass nach einem Abbruch { $only } lang auf die helfende Person gewartet wird. Lassen Sie --reconnect weg, oder lassen Sie `reconnect` in der Richtlinie ändern
policy-forbidden-map-port = wer diesen Computer verwaltet, erlaubt nicht, den Router um einen Port zu bitten. Lassen Sie --map-port weg
policy-forbidden-assistive-device = wer diesen Computer verwaltet, erlaubt nicht, dass ein Gerät von Programmen im Fenster antwortet. Lassen Sie --assistive-device weg
policy-forbidden-log-folder = wer diesen Computer verwaltet, verlangt für jede Sitzung ein Protokoll im Ordner Ihres Kontos. Lassen Sie --log-dir weg
policy-forbidden-no-log = wer diesen Computer verwaltet, verlangt für jede Sitzung ein Protokoll. Lassen Sie --no-log weg, oder lassen Sie `log` in der Richtlinie ändern
policy-log-required = das Protokoll dieser Sitzung kann nicht gespeichert werden: { $why }. Wer diesen Computer verwaltet, verlangt für jede Sitzung ein Protokoll, darum beginnt keine. Schaffen Sie Platz, oder sehen Sie nach mit: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = Was versucht wurde:
doctor-will-happen = Was geschehen wird:
doctor-for-admin = Für die Administration:
doctor-no-server = Ohne --server wird der Server in diesem Programm benutzt. Darum wurde dies nicht versucht.
doctor-asks-to-listen = Der Server in diesem Programm fragt Sie, bevor er andere in diesem Netzwerk versuchen lässt, diesen Computer zu erreichen. Wo niemand gefragt werden kann, startet er nicht.
doctor-not-allowed = Der Server wurde nicht kontaktiert, denn wer diesen Computer verwaltet, erlaubt das Teilen nicht.
doctor-not-reached = Nicht versucht, denn der Server war nicht zu gebrauchen.
doctor-not-yet = In dieser Version nicht enthalten.
doctor-no-desktop = Nicht versucht, denn es gibt keinen Desktop, der gesteuert werden könnte.
doctor-server-behind-proxy = Der Server wurde wegen des Proxys nicht erreicht.
doctor-tls-none = Die Adresse beginnt mit http, darum gibt es kein TLS. Was die beiden Seiten einander sagen, ist trotzdem verschlüsselt.
doctor-tls-valid = Der Server hat ein gültiges Zertifikat.
doctor-proxy-none = Es wird kein Proxy benutzt.
doctor-websocket-works = Der Server bringt die beiden Seiten zusammen, und sein eigener Weg überträgt Nachrichten.
doctor-websocket-no-lane = Der Server bringt die beiden Seiten zusammen. Er hat keinen eigenen Weg für das Bild.
doctor-relay-in-websocket = Das Relay kann auch in einem WebSocket benutzt werden.
doctor-websocket-broken = Die Verbindung zum Server kam zustande und brach dann ab.
doctor-udp-works = UDP-Pakete erreichen den Server, und seine Antworten kommen zurück.
doctor-udp-not-offered = Nicht versucht, denn dieser Server hat weder STUN noch ein Relay.
doctor-udp-blocked = Vom Server kommt kein UDP-Paket zurück.
doctor-stun-works = Der Server nennt diesem Computer seine Adresse nach außen.
doctor-stun-not-offered = Nicht versucht, denn dieser Server nennt keinen STUN-Server.
doctor-relay-off = alongside-signal ist mit --turn ADRESSE ein Relay, mit --tls-cert auch über TLS, und nennt mit --external-turn andere Relays.
doctor-silent = nichts antwortet
doctor-garbled = was antwortet, spricht nicht das passende Übertragungsprotokoll
doctor-no-packet = es nennt eine Adresse, aber kein Paket kommt durch
doctor-ipv6-works = Der Server ist über IPv6 erreichbar.
doctor-ipv6-not-here = Dieser Computer hat kein IPv6; IPv4 wird benutzt.
doctor-ipv6-not-there = Der Server hat keine IPv6-Adresse; IPv4 wird benutzt.
doctor-ipv6-proxied = Nicht versucht, denn der Weg zum Server führt über einen Proxy.
doctor-ipv6-fails = Dieser Computer und der Server haben IPv6-Adressen, erreichen einander darüber aber nicht.
doctor-nat-none = Keine: Von außen ist die eigene Adresse dieses Computers zu sehen.
doctor-nat-same = Adressen werden übersetzt, für zwei Ports des Servers gleich, wie bei Routern zu Hause. Direkte Verbindungen gelingen meistens.
doctor-nat-other = Adressen werden für jedes Ziel anders übersetzt (symmetrisch). Direkte Verbindungen gelingen selten.
doctor-nat-one-seen = Adressen werden übersetzt. Auf welche Art, lässt sich hier nicht sagen, denn der Server zeigt es nur von einem Port aus.
doctor-nat-unknown = Unbekannt, denn kein Server hat diesem Computer seine Adresse nach außen genannt.
doctor-mapping-not-asked = Nicht versucht, denn der Router wird nur mit --map-port um einen Port gebeten.
doctor-mapping-not-in-public = Nicht versucht, denn dieses Netzwerk gilt als öffentlich. Dort wird kein Router um einen Port gebeten.
doctor-mapping-works = Der Router hat für diesen Computer einen Port geöffnet und wieder geschlossen.
doctor-screen-asked = Das Portal des Desktops und PipeWire sind da. Der Desktop fragt nach dem Bildschirm, wenn eine Sitzung beginnt, außer wenn er sich die Antwort merken soll.
doctor-not-encoded = ein Bild wurde aufgenommen, konnte aber nicht kodiert werden
doctor-no-picture = der Bildschirm zeigt kein Bild
doctor-check-failed = die Prüfung des Desktops ist ausgefallen
doctor-desktop-hangs = der Desktop antwortet nicht
doctor-input-works = Die helfende Person kann sie benutzen, sobald Sie es erlauben.
doctor-input-works-without-prompts = Die helfende Person kann sie benutzen, sobald Sie es erlauben, aber nicht für Systemabfragen und nicht für Fenster, die als Administrator ausgeführt werden: Die bedienen Sie selbst.
doctor-panic-key-works = Esc nimmt die Steuerung jederzeit zurück.
doctor-panic-key-works-presses-told = Esc nimmt die Steuerung jederzeit zurück. Eine Taste, die Sie drücken, wird von einer unterschieden, die ein Programm drückt.
doctor-panic-key-works-presses-imitated = Esc nimmt die Steuerung jederzeit zurück. Eine Taste, die Sie drücken, wird von einer unterschieden, die ein Programm drückt, außer wenn das Programm Ihre Tastatur nachahmt.
doctor-panic-key-works-presses-not-told = Esc nimmt die Steuerung jederzeit zurück. Eine Taste, die Sie drücken, wird nicht von einer unterschieden, die ein Programm drückt.
doctor-encoder-not-tried = Nicht versucht, denn es gibt kein Bild.
doctor-policy-none = Auf diesem Computer gibt es keine. Alles ist darum Ihre Wahl.
doctor-policy-allows = Wer diesen Computer verwaltet, erlaubt das Teilen; `alongside policy` zeigt, wie.
doctor-policy-view-only = Wer diesen Computer verwaltet, erlaubt nur das Zusehen; `alongside policy` zeigt mehr.
doctor-log-off = Es wird keines geführt: So sagt es die Richtlinie, oder so sagen es Ihre Einstellungen.
doctor-no-log-folder = dieses Konto hat keinen persönlichen Ordner
doctor-direct = Bild und Eingaben gehen direkt von Computer zu Computer, wenn das Netzwerk der helfenden Person es zulässt.
doctor-direct-near = Bild und Eingaben gehen direkt, wenn die helfende Person im selben Netzwerk ist.
doctor-direct-inside = Dieser Computer ist der Server. Bild und Eingaben gehen direkt zu einer helfenden Person im selben Netzwerk.
doctor-through-server = Wo nichts anderes möglich ist, gehen sie über den Server.
doctor-server-first = Bild und Eingaben gehen über den Server, und das ist der langsamste Weg.
doctor-look-only = Die helfende Person kann zusehen, aber nicht steuern.
doctor-mend-server-user = Prüfen Sie die Adresse des Servers und ob dieser Computer online ist. Sehen Sie nach, ob Ihr Browser diese Adresse öffnet.
doctor-mend-server-admin = Prüfen Sie, ob der Name hier aufgelöst wird, ob alongside-signal läuft und ob die Firewalls TCP zu seinem Port durchlassen (443 bei https).
doctor-mend-tls-user = Prüfen Sie Datum und Uhrzeit dieses Computers. Wenn sie stimmen, fragen Sie dort nach, wo der Server betrieben wird.
doctor-mend-tls-admin = Geben Sie dem Server ein Zertifikat für seinen Namen mit der ganzen Kette (--tls-cert). Wenn hier eine Firewall TLS öffnet, installieren Sie ihre Zertifizierungsstelle auf diesem Computer, oder nehmen Sie den Server davon aus.
doctor-mend-proxy-user = Fragen Sie nach der Adresse des Proxys dieses Netzwerks, mit Name und Passwort, falls er sie braucht, und geben Sie sie mit --proxy an; oder versuchen Sie --proxy none.
doctor-mend-proxy-admin = Lassen Sie den Proxy CONNECT zum Port des Servers annehmen, oder geben Sie mit --proxy oder HTTPS_PROXY einen anderen an.
doctor-mend-websocket-user = Prüfen Sie, ob die Adresse die eines Servers von Alongside ist. Wenn ja, blockiert ihn etwas dazwischen: Versuchen Sie ein anderes Netzwerk.
doctor-mend-websocket-admin = Lassen Sie Firewalls, Proxys und Reverse-Proxys dazwischen WebSockets (RFC 6455) zu /ws, /lane und /turn des Servers durchlassen, mit den Headern Upgrade und Connection.
doctor-mend-udp-user = Eine Sitzung funktioniert trotzdem über TCP, ist aber vielleicht langsamer. Ein anderes Netzwerk, zum Beispiel das eines Telefons, kann schneller sein.
doctor-mend-udp-admin = Lassen Sie UDP zu Port 3478 des Servers hinaus und die Antworten wieder herein; für direkte Verbindungen zu jeder Adresse und jedem Port.
doctor-mend-stun-user = Eine direkte Verbindung ist unwahrscheinlich. Stattdessen wird das Relay oder der Server benutzt. Ein anderes Netzwerk kann schneller sein.
doctor-mend-stun-admin = Lassen Sie UDP zum STUN-Port des Servers (3478) hinaus und die Antworten wieder herein.
doctor-mend-relay-udp-user = Wenn ein anderes Relay unten funktioniert, ist nichts zu tun; sonst versuchen Sie ein anderes Netzwerk.
doctor-mend-relay-udp-admin = Lassen Sie UDP zu Port 3478 des Servers durch, von hier aus und in der Firewall des Servers selbst.
doctor-mend-relay-tcp-user = Wenn ein anderes Relay funktioniert, ist nichts zu tun; sonst versuchen Sie ein anderes Netzwerk.
doctor-mend-relay-tcp-admin = Lassen Sie TCP zu Port 3478 des Servers durch, von hier aus und in der Firewall des Servers selbst.
doctor-mend-relay-tls-user = Wenn ein anderes Relay funktioniert, ist nichts zu tun; sonst versuchen Sie ein anderes Netzwerk.
doctor-mend-relay-tls-admin = Lassen Sie TLS ungeöffnet zum Port des Servers durch: Firewalls, die darin HTTP erwarten, verwerfen TURN.
doctor-mend-relay-refuses-user = Sagen Sie dort Bescheid, wo der Server betrieben wird. Eine Sitzung kann auch ohne das Relay funktionieren.
doctor-mend-relay-refuses-admin = Prüfen Sie --turn-public-ip, die Ports des Relays in der Firewall des Servers (UDP, ab 32768) und das Protokoll von alongside-signal oder des externen Relays.
doctor-mend-ipv6-user = Es ist nichts zu tun: Stattdessen wird IPv4 benutzt.
doctor-mend-ipv6-admin = Prüfen Sie die IPv6-Route und die Firewalls zwischen hier und dem Server, oder entfernen Sie dessen AAAA-Eintrag.
doctor-mend-nat-user = Wenn ein Relay funktioniert, ist nichts zu tun. Ein anderes Netzwerk kann schneller sein.
doctor-mend-nat-admin = Lassen Sie das NAT für jeden inneren Socket einen einzigen äußeren Port behalten (Endpoint-Independent Mapping, RFC 4787), oder öffnen Sie Ports und geben Sie sie mit --udp-ports an.
doctor-mend-screen-user = Starten Sie dieses Programm in der Sitzung, deren Bildschirm geteilt werden soll.
doctor-mend-screen-admin = Zum Teilen braucht es eine X11-Sitzung (DISPLAY), deren Cookie dieses Konto lesen kann, oder eine Wayland-Sitzung mit xdg-desktop-portal, dessen Backend für diesen Desktop und PipeWire (libpipewire-0.3-0).
doctor-mend-input-user = Eine Sitzung funktioniert, aber die helfende Person kann nur zusehen.
doctor-mend-input-admin = Der X-Server braucht seine Erweiterungen XTEST und XInputExtension.
doctor-mend-panic-key-user = Eine Sitzung funktioniert, aber die Steuerung kann nicht geteilt werden: Sie wird nur gegeben, solange Esc sie zurücknehmen kann.
doctor-mend-panic-key-admin = Der X-Server braucht Version 2 seiner Erweiterung XInputExtension.
doctor-mend-encoder-user = Installieren Sie dieses Programm neu, und melden Sie es, wenn das nicht hilft.
doctor-mend-encoder-admin = Vergleichen Sie mit einem anderen Computer: Der Encoder braucht nichts vom System.
doctor-mend-policy-user = Fragen Sie die Person, die diesen Computer verwaltet.
doctor-mend-policy-admin = Ändern Sie die Richtliniendatei, die `alongside policy` nennt.
doctor-mend-log-user = Eine Sitzung funktioniert ohne Protokoll. Schaffen Sie etwas Platz, oder nehmen Sie --no-log, wenn Sie keines möchten.
doctor-mend-log-admin = Lassen Sie dieses Konto in diesen Ordner schreiben.
doctor-mend-log-required-user = Wer diesen Computer verwaltet, verlangt für jede Sitzung ein Protokoll. Ohne Protokoll gibt es darum keine. Schaffen Sie etwas Platz.
doctor-mend-log-required-admin = Lassen Sie dieses Konto in diesen Ordner schreiben, oder ändern Sie `log` in der Richtlinie.
doctor-refused-rate-limited = Der Server hat in letzter Zeit zu viele Einladungen aus Ihrem Netzwerk bekommen.
doctor-refused-full = Der Server ist gerade voll.
doctor-refused-version = Der Server hat eine Version, die nicht zu diesem Programm passt.
doctor-refused-otherwise = Der Server hat die Einladung abgelehnt.
doctor-label-server = Server
doctor-label-tls = Verschlüsselung (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Eigene Adresse (STUN)
doctor-label-relay-udp = Relay über UDP
doctor-label-relay-tcp = Relay über TCP
doctor-label-relay-tls = Relay über TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Adressübersetzung
doctor-label-port-mapping = Portfreigabe
doctor-label-screen = Bildschirm
doctor-label-input = Maus und Tastatur
doctor-label-panic-key = Esc-Taste
doctor-label-clipboard = Zwischenablage
doctor-label-sound = Ton
doctor-label-encoder = Video-Encoder
doctor-label-policy = Richtlinie
doctor-label-log = Sitzungsprotokoll
doctor-server-answers = { $server } antwortet.
doctor-server-unreachable = Der Server ist nicht erreichbar: { $why }.
doctor-server-silent = { $server } antwortet nicht rechtzeitig.
doctor-proxy-leads = Der Proxy { $proxy } führt zum Server.
doctor-lane-fails = Der Server bringt die beiden Seiten zusammen, aber sein eigener Weg überträgt nichts: { $why }.
doctor-not-upgraded-status = Der Server antwortet, öffnet aber keinen WebSocket (HTTP-Status { $status }).
doctor-not-upgraded = Der Server antwortet, öffnet aber keinen WebSocket.
doctor-mend-refused-version-user = Aktualisieren Sie dieses Programm, oder bitten Sie darum, dass der Server aktualisiert wird.
doctor-mend-refused-version-admin = Lassen Sie von alongside-signal dieselbe Version laufen wie von alongside.
doctor-mend-refused-user = Warten Sie eine Minute und versuchen Sie es noch einmal.
doctor-mend-refused-admin = Sehen Sie in den Metriken von alongside-signal nach, was aufgebraucht ist. Vielleicht müssen --max-invitations und --trusted-proxy (für die Adressen von Clients hinter einem Proxy) geändert werden.
doctor-relay-works = Ein Paket ging über { $transport } durch das Relay und zurück.
doctor-relay-not-offered = Dieser Server hat kein Relay über { $transport }.
doctor-relay-fails = Das Relay kann über { $transport } nicht benutzt werden: { $why }.
doctor-refused-with = es lehnt mit Fehler { $code } ab
doctor-no-mapping-no-router = Dieser Computer kennt keinen Router, den er fragen könnte.
doctor-mend-no-router-user = Prüfen Sie, ob dieser Computer online ist. Ohne die Hilfe des Routers ändert sich sonst nichts.
doctor-mend-no-router-admin = Um den Port wird am Gateway der Standardroute für IPv4 gebeten, nur unter Linux und Windows.
doctor-no-mapping-silent = Der Router beantwortet solche Anfragen nicht.
doctor-mend-router-silent-user = Schalten Sie in den Einstellungen Ihres Routers UPnP, PCP oder NAT-PMP ein, wenn Sie es möchten; sonst wird die Verbindung ohne hergestellt.
doctor-mend-router-silent-admin = Lassen Sie den Router in diesem Netzwerk PCP und NAT-PMP (UDP-Port 5351) oder UPnP (SSDP auf UDP-Port 1900, Beschreibung und Steuerung über TCP) beantworten.
doctor-no-mapping-refused = Der Router lehnt es ab, einen Port zu öffnen.
doctor-mend-router-refuses-user = Sehen Sie in den Einstellungen Ihres Routers nach, ob dieser Computer Ports öffnen darf.
doctor-mend-router-refuses-admin = Erlauben Sie diesem Computer in den Regeln des Routers für UPnP und PCP, UDP-Ports freizugeben, und sehen Sie nach, ob alle seine Ports belegt sind.
doctor-no-mapping-not-leased = Der Router würde den Port für immer offen halten. Darum wurde er nicht benutzt.
doctor-mend-not-leased-user = Aktualisieren Sie Ihren Router, oder öffnen Sie dort selbst einen Port und geben Sie ihn mit --udp-ports an.
doctor-mend-not-leased-admin = Der Router muss Freigaben von selbst beenden (Laufzeit 20 Minuten); er bietet nur dauerhafte an oder solche von mehr als einem Tag.
doctor-no-mapping-not-public = Die eigene Adresse des Routers nach außen ({ $address }) ist aus dem Internet nicht erreichbar, denn ein anderer übersetzt sie. Ein Port dort nützt nichts.
doctor-mend-not-public-user = Wenn ein Relay funktioniert, ist nichts zu tun. Sonst bitten Sie Ihren Anbieter um eine öffentliche IPv4-Adresse oder um IPv6.
doctor-mend-not-public-admin = Es gibt ein zweites NAT: das eines Anbieters (RFC 6598) oder einen weiteren Router zwischen diesem und dem Internet. Lassen Sie jenen als Bridge arbeiten, oder geben Sie den Port auch dort frei.
doctor-screen-works = Ein Bild von { $width } × { $height } Pixeln wurde aufgenommen.
doctor-screen-works-by = Ein Bild von { $width } × { $height } Pixeln wurde mit { $method } aufgenommen.
doctor-panic-key-missing = Esc nimmt die Steuerung auf diesem Desktop nicht zurück: Sie endet nach { $n } Minuten von selbst.
doctor-encoder-works = Ein Bild wurde in { $kb } KB kodiert.
doctor-log-works = Es kann in { $folder } geschrieben werden.
doctor-log-fails = Das Protokoll kann nicht geschrieben werden: { $why }.
doctor-through-relay = Wo das nicht möglich ist, gehen sie durch das Relay (über { $transports }).
doctor-relay-first = Bild und Eingaben gehen durch das Relay, über { $transports }.
doctor-would-fail = Eine Sitzung würde nicht funktionieren: Siehe { $what } oben.

## Errors: why something could not be done

weak-unknown-word = Wort { $n } gehört nicht zu den Wörtern, aus denen Codes bestehen
weak-too-few = erwartet wurden mindestens { $least } Wörter, es sind { $n }
weak-too-many = erwartet wurden höchstens { $most } Wörter
weak-repeated = erwartet wurden Wörter, die alle verschieden sind
weak-example = erwartet wurden andere Wörter als die des Beispiels, das alle kennen
weak-neighbours = erwartet wurden Wörter, die in der Liste nicht aufeinander folgen
weak-alike = erwartet wurden Wörter, die nicht alle mit demselben Buchstaben beginnen
name-empty = er ist leer
name-too-long = er ist länger als { $n } Byte
name-unprintable = er enthält ein Zeichen, das man nicht sieht
book-unknown = es gibt keinen Kontakt { $name }. Siehe: alongside contacts
book-taken = es gibt schon einen Kontakt { $name }, dessen Name gleich ist oder ähnlich aussieht. Wählen Sie einen anderen Namen, oder benennen Sie diesen Kontakt zuerst um oder vergessen Sie ihn
book-full = es gibt schon { $n } Kontakte. Vergessen Sie zuerst einen: alongside contacts forget NAME
book-nobody-offers = niemand könnte Hilfe anbieten: Sie haben niemanden als Kontakt gespeichert, und wer diesen Computer verwaltet, hat niemanden genannt. Tippen Sie /remember in einer Sitzung, oder lassen Sie `offer.helper` in die Richtlinie eintragen
save-occupied = { $path } gibt es schon und ist keine Einladung, darum bleibt es, wie es ist; wählen Sie einen anderen Namen
save-exists = { $path } gibt es schon, darum bleibt es, wie es ist; wählen Sie einen anderen Namen
save-failed = die Einladung kann nicht als { $path } gespeichert werden: { $why }
log-silent = der Datenträger antwortet nicht
dial-unknown-name = der Name { $name } ist nicht bekannt; prüfen Sie ihn und Ihre Verbindung zum Netzwerk
dial-unreachable = { $name } antwortet nicht: { $why }
dial-no-certificates = dieser Computer hat keine Liste vertrauenswürdiger Zertifikate; installieren Sie ca-certificates
dial-certificate = { $name } hat kein gültiges Zertifikat für eine sichere Verbindung: { $why }
dial-proxy-unreachable = der Proxy ist nicht erreichbar: { $why }; geben Sie mit --proxy einen anderen an, oder --proxy none
dial-proxy-needs-password = der Proxy { $proxy } fragt nach Name und Passwort; geben Sie beides mit --proxy http://NAME@{ $proxy }:PORT und --proxy-password-file FILE an
dial-proxy-password = der Proxy { $proxy } nimmt Name und Passwort von --proxy nicht an
dial-proxy-forbids = der Proxy { $proxy } erlaubt keine Verbindung zu { $server }; bitten Sie, wer den Proxy betreibt, sie zu erlauben
dial-proxy-kind = der Proxy dieses Systems ist von der Art { $kind }; geben Sie mit --proxy einen HTTP-Proxy an, oder --proxy none
dial-proxy-lost = der Proxy { $proxy } hat die Verbindung geschlossen: { $why }
dial-no-proxy = { $proxy } ist kein HTTP-Proxy; geben Sie mit --proxy einen anderen an, oder --proxy none
dial-proxy-status = der Proxy { $proxy } kann sich nicht mit { $server } verbinden: er antwortet mit dem Status { $status }
rendezvous-silent = der Server { $server } hat nicht innerhalb von { $n } s geantwortet
rendezvous-mute = der Server { $server } sagt es nicht; vielleicht ist er zu alt oder beschäftigt
rendezvous-unreachable = der Server { $server } ist nicht erreichbar: { $why }
listen-failed = auf { $address } kann nicht auf Verbindungen gewartet werden: { $why }.
listen-in-use = Ein anderes Programm benutzt diesen Port; wählen Sie einen anderen mit --listen ADDR:PORT
listen-not-here = Dieser Computer hat diese Adresse nicht; wählen Sie mit --listen eine seiner eigenen
listen-forbidden = Ports unter 1024 sind dem System vorbehalten; wählen Sie einen anderen mit --listen
listen-otherwise = Wählen Sie eine andere Adresse mit --listen ADDR:PORT
two-servers = --server und --listen schließen einander aus: entweder ein anderer Server oder dieser Computer

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = die Einstellungen { $path } können nicht gelesen werden: { $why }
settings-unwritable = die Einstellungen { $path } können nicht geschrieben werden: { $why }
settings-no-folder = dieses Konto hat keinen Ordner für Einstellungen
settings-wrong = in den Einstellungen { $path } stimmt etwas nicht in Zeile { $line }: { $what }
policy-unreadable = die Richtlinie { $path } kann nicht gelesen werden: { $why }. Wer diesen Computer verwaltet, muss das in Ordnung bringen
policy-owner = der Richtlinie wird nicht vertraut: { $path } gehört nicht dem Konto, das diesen Computer verwaltet ({ $owner })
policy-writable = der Richtlinie wird nicht vertraut: { $path } kann von anderen geändert werden ({ $how })
policy-wrong = in der Richtlinie { $path } stimmt etwas nicht in Zeile { $line }: { $what }
protect-unix = erwartet wird chmod go-w
protect-windows = in den Eigenschaften unter „Sicherheit“ dürfen nur Administratoren und SYSTEM schreiben
private-no-folder = dieses Konto hat keinen Ordner für Einstellungen, darum kann niemand als Kontakt gespeichert werden
private-exposed = { $path } ist nicht privat: andere könnten die Datei lesen oder ändern. Wenn das niemand getan hat: { $how }; sonst löschen Sie sie
private-how-unix = setzen Sie chmod 600 für die Datei und chmod go-w für ihren Ordner
private-how-windows = lassen Sie in den Eigenschaften von Datei und Ordner unter „Sicherheit“ nur Ihr Konto, Administratoren und SYSTEM stehen („Erweitert“ > „Vererbung deaktivieren“); beide müssen Ihrem Konto gehören
private-owner = { $path } gehört einem anderen Konto; verschieben Sie die Datei an einen anderen Ort
file-unreadable = { $path } kann nicht gelesen werden: { $why }
file-unwritable = { $path } kann nicht geschrieben werden: { $why }
file-held = ein anderes Programm benutzt die Datei; schließen Sie das andere Alongside und versuchen Sie es noch einmal
private-wrong = in { $path } stimmt etwas nicht in Zeile { $line }: { $what }. Korrigieren Sie die Datei, oder verschieben Sie sie, um neu anzufangen
private-form = { $path } hat nicht die richtige Form; erwartet wird: { $expected }. Korrigieren Sie die Datei, oder verschieben Sie sie, um neu anzufangen
expected-identity = „{ $head }“ und ein Schlüssel in base64
log-folder-no-home = dieses Konto hat keinen persönlichen Ordner
log-leads-out = { $path } führt aus dem persönlichen Ordner hinaus
log-not-there = { $path } wurde geschrieben und ist nicht da
password-file-unusable = die Datei { $path } mit dem Passwort kann nicht verwendet werden: { $why }
secret-exposed = andere können die Datei lesen; { $how }
secret-empty = die Datei ist leer
hide-unix = machen Sie sie mit chmod 600 privat
hide-windows = lassen Sie in ihren Eigenschaften unter „Sicherheit“ nur Ihr Konto, Administratoren und SYSTEM stehen („Erweitert“ > „Vererbung deaktivieren“)
proxy-password-no-name = --proxy-password-file braucht den Namen, den der Proxy erwartet; erwartet wird: --proxy http://NAME@HOST:PORT, ohne Passwort
wrong-value = `{ $key }`: { $why }
wrong-unknown-key = den Schlüssel `{ $key }` gibt es nicht; es gibt: { $known }
wrong-missing = in `{ $table }` fehlt `{ $key }`
wrong-twice = `{ $key }` kommt mit diesem Wert zweimal vor
wrong-too-many = von `{ $table }` darf es höchstens { $most } geben
wrong-pair = erwartet werden entweder `{ $one }` und `{ $other }` oder keines von beiden
wrong-unclear = `{ $key }` muss von Hand geändert werden
value-expected = erwartet wird: { $expected }
value-got = erwartet wird: { $expected }; dort steht: { $got }
kind-text = ein Text
kind-number = eine Zahl
kind-flag = true oder false
kind-table = eine Tabelle
kind-list = eine Liste
kind-out-of-range = eine Zahl außerhalb des Bereichs
kind-fraction = eine Zahl mit Komma
kind-date = ein Datum
expected-setting = ein Text, eine Zahl, true oder false
expected-tables = eine Liste von Tabellen
expected-texts = eine Liste von Texten
expected-name = ein Name
expected-public-key = ein öffentlicher Schlüssel: 32 Bytes in base64
expected-moment = ein Zeitpunkt wie { $example }
expected-time = eine Dauer von { $least } bis { $most }, zum Beispiel { $example }
expected-path = ein vollständiger Pfad
expected-range = eine Zahl von { $least } bis { $most }
expected-one-of = eines von { $known }
expected-bytes = höchstens { $most } Bytes
expected-name-part = { $part } an der Stelle, an die der Name der helfenden Person gehört
expected-braces = keine geschweiften Klammern außer denen von { $part }
expected-no-control = keine Steuerzeichen außer Zeilenumbrüchen
expected-program = ein Programm mit vollständigem Pfad und seine Argumente
expected-argument = { $part } in einem der Argumente
expected-device = der Name eines Geräts, höchstens { $most } Zeichen
expected-server = die Adresse des Servers in der Form { $example }
expected-proxy = system, none oder ein HTTP-Proxy wie { $plain } oder { $named }
expected-ports = ein Port oder ein Bereich wie { $example }, mit Ports von 1 bis 65535
expected-email = eine E-Mail-Adresse wie { $example }
expected-mail-host = ein Name wie { $example }
expected-mail-tls = "required" oder "starttls", denn der Mailserver ist nicht auf diesem Computer
expected-ending = ein Dateiname, der auf { $ending } endet
expected-file = eine Datei; die Standardeingabe ist für Antworten da
expected-address = eine Adresse und ein Port, zum Beispiel { $example }
usage-unknown = { $argument } gibt es hier nicht
usage-command = den Befehl { $command } gibt es nicht
usage-suggestion = (es gibt { $suggestion })
usage-no-value = { $argument } braucht einen Wert
usage-no-equals = { $argument } braucht = vor dem Wert
usage-values = { $argument } hat zu viele oder zu wenige Werte
usage-twice = { $argument } steht zweimal da oder neben etwas, das es ausschließt
usage-conflict = { $one } und { $other } schließen einander aus
usage-missing = das fehlt: { $arguments }
usage-no-command = ein Befehl fehlt, einer von: { $commands }
usage-more = Mehr dazu: { $option }

## Why the desktop cannot be shared or controlled

no-such-display = den Bildschirm { $wanted } gibt es nicht: wählen Sie einen von { $known }, seine Nummer von 0 an gezählt, oder all
desktop-lost = der Desktop ist nicht mehr da ({ $why }): starten Sie alongside noch einmal, wenn er wieder da ist
desktop-resource = das System hat etwas verweigert, das gebraucht wird ({ $why }): schließen Sie einige Programme und starten Sie noch einmal
desktop-other-system = diese Aufnahme gibt es auf diesem System nicht: lassen Sie --screen weg
desktop-unsupported = auf diesem System kann der Bildschirm noch nicht geteilt werden: verwenden Sie Linux mit X11
x-no-display = kein X-Display: setzen Sie DISPLAY, oder starten Sie alongside in der Sitzung des Desktops
x-refused = das X-Display kann nicht geöffnet werden ({ $why }): prüfen Sie DISPLAY und XAUTHORITY
x-guest = dieses X-Display gehört zu einer Wayland-Sitzung und kann ihren Bildschirm nicht zeigen: lassen Sie --screen weg, und starten Sie alongside in der Sitzung, in der WAYLAND_DISPLAY gesetzt ist
x-missing = dem X-Server fehlt die Erweiterung { $extension }: verwenden Sie einen X-Server, der sie hat. (--screen scrap kommt ohne sie aus, aber dann kann jedes Konto dieses Computers Ihren Bildschirm lesen)
x-depth = das X-Display hat { $depth } Bit pro Pixel: stellen Sie seine Farbtiefe auf 24
x-input = Maus und Tastatur konnten nicht bedient werden ({ $why }): prüfen Sie, ob der X-Server die Erweiterung XTEST hat
portal-no-bus = es gibt keine D-Bus-Sitzung ({ $why }): starten Sie alongside in der Sitzung des Desktops
portal-none = das Portal des Desktops antwortet nicht ({ $why }): installieren Sie xdg-desktop-portal und das Backend für diesen Desktop, zum Beispiel xdg-desktop-portal-gnome, xdg-desktop-portal-kde oder xdg-desktop-portal-wlr
portal-no-screen = das Portal des Desktops kann den Bildschirm nicht zeigen: installieren Sie sein Backend für diesen Desktop, zum Beispiel xdg-desktop-portal-gnome, xdg-desktop-portal-kde oder xdg-desktop-portal-wlr
portal-refused = der Bildschirm wurde nicht geteilt: die Frage des Desktops wurde mit Nein beantwortet
portal-unanswered = der Bildschirm wurde nicht geteilt: die Frage des Desktops wurde nicht beantwortet
portal-failed = im Portal des Desktops ist ein Fehler aufgetreten ({ $why }): starten Sie alongside noch einmal
portal-closed = der Desktop teilt den Bildschirm nicht mehr
portal-slow = das Portal des Desktops braucht zu lange: starten Sie alongside noch einmal
pipewire-missing = es fehlt PipeWire, das den Bildschirm eines Wayland-Desktops überträgt ({ $why }): installieren Sie libpipewire-0.3-0 und pipewire
pipewire-failed = PipeWire zeigt den Bildschirm nicht ({ $why }): prüfen Sie, ob pipewire und wireplumber laufen
wayland-no-picture = der Desktop sendet kein Bild: prüfen Sie, ob pipewire und wireplumber laufen
wayland-no-input = dieser Desktop lässt sich von keinem Programm steuern: seinem Portal fehlt RemoteDesktop. Der Bildschirm kann geteilt werden
wayland-no-windows = ein Wayland-Desktop sagt nicht, welche Fenster offen sind
wayland-not-allowed = der Desktop lässt niemand anderen Maus und Tastatur benutzen: teilen Sie den Bildschirm noch einmal, und erlauben Sie in der Frage des Desktops die Steuerung aus der Ferne
presses-not-known = dieses System unterscheidet nicht, ob ein Mensch oder ein Programm eine Taste drückt
presses-other-compositor = auf diesem Wayland-Desktop lassen sich Tasten auf Wegen drücken, die hier nicht bemerkt werden: nur unter GNOME wird ein Mensch von einem Programm unterschieden
presses-open-to-all = auf diesem Desktop kann jedes Programm unbemerkt Tasten drücken ({ $why })
presses-no-compositor = der Compositor antwortet nicht ({ $why })
presses-no-bus = die Aufrufe auf dem D-Bus der Sitzung können nicht beobachtet werden ({ $why })
windows-no-desktop = Windows zeigt diesem Programm keinen Desktop: starten Sie es vom Desktop eines angemeldeten Kontos aus
mac-no-screen = macOS lässt alongside den Bildschirm nicht sehen: erlauben Sie es für alongside oder für das Terminal, in dem es läuft, in Systemeinstellungen > Datenschutz & Sicherheit > Bildschirmaufnahme, und starten Sie alongside noch einmal
mac-no-input = macOS lässt alongside Maus und Tastatur nicht benutzen: erlauben Sie es für alongside oder für das Terminal, in dem es läuft, in Systemeinstellungen > Datenschutz & Sicherheit > Bedienungshilfen, und starten Sie alongside noch einmal
mac-no-esc = macOS lässt alongside nicht sehen, dass Esc gedrückt wird, womit sich die Steuerung beenden lassen muss: erlauben Sie es für alongside oder für das Terminal, in dem es läuft, in Systemeinstellungen > Datenschutz & Sicherheit > Eingabeüberwachung, und starten Sie alongside noch einmal
mac-secure-input = ein Passwortfeld oder ein Programm mit „Sichere Tastatureingabe“ hat die Tastatur für sich, sodass alongside Esc nicht sähe: verlassen Sie es, und teilen Sie die Steuerung dann noch einmal
mac-no-display = macOS hat keinen eingeschalteten Bildschirm: wecken Sie einen auf oder schließen Sie einen an, und starten Sie alongside noch einmal
mac-one-display = ein Mac teilt nur einen Bildschirm auf einmal: wählen Sie einen von { $known } oder seine Nummer, von 0 an gezählt
mac-other-capture = diese Aufnahme ist nicht für macOS: lassen Sie --screen weg
mac-stopped = das Teilen wurde in der Menüleiste von macOS beendet: starten Sie alongside noch einmal, um zu teilen
mac-capture = macOS gibt kein Bild des Bildschirms ({ $why }): starten Sie alongside noch einmal
mac-silent = macOS antwortet nicht ({ $why }): starten Sie alongside noch einmal
mac-event = macOS hat eine Eingabe verweigert: prüfen Sie Systemeinstellungen > Datenschutz & Sicherheit > Bedienungshilfen
input-character = keine Taste dieses Desktops kann das Zeichen schreiben
input-out-of-reach = vorn ist ein Fenster, das als Administrator läuft: es nimmt von diesem Programm keine Eingaben an
input-not-taken = der Desktop nimmt zurzeit keine Eingaben an
input-ended = Maus und Tastatur werden nicht mehr bedient: starten Sie alongside noch einmal
clipboard-unsupported = auf diesem Desktop kann die Zwischenablage noch nicht geteilt werden
encoder-failed = das Bild des Bildschirms kann nicht kodiert werden ({ $why }): starten Sie alongside noch einmal
appearance-foreign = { $path } ist keine Aufzeichnung von alongside ({ $why }): nichts wird verändert. Wenn Ihr Desktop aussieht, wie er soll, löschen Sie diese Datei
appearance-unusable = { $path } kann nicht verwendet werden: { $why }
appearance-no-place = dieses Konto hat keinen Ordner, in dem gespeichert werden kann, wie der Desktop aussah
appearance-busy = ein anderes alongside hat diesen Desktop verändert und stellt ihn wieder her, wenn es endet
appearance-left =
    { $n ->
        [one] { $n } Einstellung des Desktops kann zurzeit nicht wiederhergestellt werden
       *[other] { $n } Einstellungen des Desktops können zurzeit nicht wiederhergestellt werden
    }

## What each command does: in the help of the command line and in the manual pages

help-program = Hilfe aus der Ferne, für die auf der helfenden Seite ein Browser genügt
help-share = Jemanden einladen, diesen Bildschirm zu sehen und, wenn Sie zustimmen, auch zu steuern
help-listen = Warten, bis jemand Hilfe anbietet: ein Kontakt, oder wen die Verwaltung dieses Computers genannt hat
help-contacts = Gespeicherte Kontakte auflisten, umbenennen und vergessen
help-contacts-forget = Einen Kontakt vergessen. Ohne Code kann diese Person nicht mehr kommen
help-contacts-rename = Einen Kontakt anders nennen
help-contacts-key = Den öffentlichen Schlüssel zeigen, an dem helfende Personen diesen Computer erkennen
help-doctor = Ausprobieren, was eine Sitzung braucht: Server, Netzwerk, Bildschirm, Eingabe. Sagt, was geschehen wird und was zu beheben ist
help-policy = Zeigen, was auf diesem Computer gilt und wer es entschieden hat: die Richtlinie, Ihre Einstellungen
help-completions = Ausgeben, was Ihre Shell braucht, um diese Befehlszeile zu vervollständigen
help-log = Protokolle vergangener Sitzungen auflisten, zeigen und prüfen
help-log-list = Die Sitzungsprotokolle dieses Kontos auflisten
help-log-show = Ein Sitzungsprotokoll zeigen
help-log-verify = Prüfen, ob ein Sitzungsprotokoll ist, wie es geschrieben wurde, und ob zwei Kopien davon übereinstimmen
help-restore-desktop = Den Desktop wieder aussehen lassen wie vorher, wenn eine Sitzung nicht richtig zu Ende ging
help-listen-more = Die Richtlinie muss es erlauben. Sie werden jedes Mal gefragt, bevor jemand etwas sieht, und es geht weiter, bis Sie Strg+C drücken.
help-doctor-more = Nichts wird geteilt, und niemand kann sich verbinden. Exit-Status: 0, wenn eine Sitzung möglich wäre, 1, wenn nicht.
help-policy-more = Mit Optionen von `alongside share` wird gezeigt, was daraus würde.
help-restore-desktop-more = `alongside share` tut das beim Start auch von selbst.
