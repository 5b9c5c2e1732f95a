# The Helper’s page, in German.
#
# { $user } stands only where the nominative or the accusative is asked for (durch, für, ohne …), so that
# “die andere Person” fits as a name does. Where the name is certainly known (contacts, the list of who waits), it may
# stand in the dative as well. No pronoun takes up { $user }.

## The first page.

brand = Alongside
headline = Jemandem am Computer helfen
lead = Fragen Sie die Person, der Sie helfen, nach ihrem Einladungscode. Sie sehen ihren Bildschirm erst, wenn sie Ja gesagt hat, und vorher nichts.
code-label = Einladungscode
code-hint = Eine Zahl und drei Wörter, so wie Sie sie hören. Ein Link geht auch.
code-words-hint = Die Zahl kam mit dem Link. Fragen Sie jetzt nach den Wörtern und geben Sie sie hier ein.
code-file-hint = Die Zahl steht in der Einladung, die { $user } erstellt hat. Fragen Sie jetzt nach den Wörtern und geben Sie sie hier ein.
code-example = 7-apfel-wolke-tulpe
open-invitation = Einladungsdatei öffnen
drop-invitation = Sie können sie auch an eine beliebige Stelle dieser Seite ziehen.
file-no-invitation = Diese Datei ist keine Einladung von Alongside. Wählen Sie die Datei, die auf .alongside-invite endet.
file-too-large = Diese Datei ist zu groß für eine Einladung. Wählen Sie die Datei, die auf .alongside-invite endet.
file-unreadable = Die Datei konnte nicht gelesen werden. Speichern Sie sie auf Ihrem Computer und öffnen Sie sie von dort.
file-other-version = Diese Einladung stammt von einer anderen Version von Alongside. Laden Sie diese Seite neu. Wenn das nicht hilft, fragen Sie nach dem Code.
file-expired = Die Zeit der Einladung ist abgelaufen. Bitten Sie { $user } um eine neue.
file-elsewhere = Diese Einladung gehört zu einem anderen Server. Wenn Sie die Adresse kennen und ihr vertrauen, gehen Sie dorthin:
name-label = Ihr Name
name-hint = Die Person, der Sie helfen, sieht ihn, wenn sie gefragt wird, ob sie Sie hereinlässt.
suggestions = Passende Wörter
connect = Verbinden
connecting = Wird verbunden …
privacy = Bildschirm, Tastatur und Chat sind zwischen Ihnen beiden durchgehend verschlüsselt (Ende zu Ende). Kein Server unterwegs kann etwas davon lesen.
about = Über diese Seite
about-build = Der Build dieser Seite. „alongside --version --verbose“ auf dem anderen Computer nennt denselben, es sei denn, eine der beiden Seiten ist älter.
language = Sprache
no-script = Alongside braucht JavaScript und WebAssembly, um einen anderen Bildschirm zu zeigen. Bitte erlauben Sie beides für diese Seite oder nehmen Sie einen anderen Browser.
broken = Alongside konnte in diesem Browser nicht starten. Laden Sie die Seite neu. Wenn das nicht hilft, nehmen Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari.
name-missing = Geben Sie Ihren Namen ein, damit die andere Person weiß, wer fragt.
name-too-long = Dieser Name ist zu lang. Bitte kürzen Sie ihn.
name-unprintable = Dieser Name enthält ein unsichtbares Zeichen. Bitte geben Sie ihn noch einmal ein.
code-missing = Geben Sie den Code ein: eine Zahl und drei Wörter, zum Beispiel 7-apfel-wolke-tulpe.
code-slot = Der Code beginnt mit einer Zahl, zum Beispiel 7-apfel-wolke-tulpe.
code-too-few = Der Code besteht aus einer Zahl und drei Wörtern. Ein Wort fehlt noch.
code-too-long = Das ist länger als ein Code: Er besteht aus einer Zahl und drei Wörtern.
code-unknown-word = „{ $word }“ kommt in Codes nicht vor. Bitte fragen Sie noch einmal oder lassen Sie sich das Wort buchstabieren.
code-lists-missing = „{ $word }“ ist kein englisches Wort aus Codes, und die Wörter anderer Sprachen konnten nicht geladen werden. Prüfen Sie das Wort und drücken Sie noch einmal auf „Verbinden“.

## People whom the Helper knows.

queue-title = Wer jetzt wartet
queue-asks-now = bittet um Hilfe · seit einem Moment
queue-asks-minutes = bittet um Hilfe · wartet seit { $n } Min.
queue-asks-hours = bittet um Hilfe · wartet seit { $n } Std.
queue-listens = Hilfe kann angeboten werden
queue-first = Zum ersten Mal hier. Der Fingerabdruck ist { $fingerprint }. Zum Vergleich: „alongside contacts key“ zeigt ihn dort.
queue-other-key = Das ist nicht der Schlüssel Ihres Kontakts { $user }. Vielleicht benutzt jemand anderes den Namen, oder Alongside wurde dort neu eingerichtet: Fragen Sie nach. Wenn Sie sicher sind, vergessen Sie zuerst den Kontakt.
queue-help = { $user } helfen
queue-offer = { $user } Hilfe anbieten
queue-announce = { $user } bittet um Hilfe.
queue-gone = { $user } wartet nicht mehr.
queue-away = Der Server ist nicht erreichbar. Sobald er wieder da ist, erscheint hier, wer wartet.
people-section = Personen
people-title = Personen, die Sie kennen
people-person = Letzte Sitzung: { $date }
people-computer = Computer, letzte Sitzung: { $date }
forget = Vergessen
forget-whom = { $user } vergessen
forget-ask = { $user } vergessen? Beim nächsten Mal brauchen Sie dann wieder einen Code.
forget-yes = Vergessen
forget-no = Behalten
forget-failed = Der Browser hat es nicht zugelassen, { $user } zu vergessen. Laden Sie die Seite neu und versuchen Sie es noch einmal.
key = Ihr Schlüssel
key-text = Für die Person, der die Computer gehören, an denen Sie helfen: Steht der Schlüssel dort in der Richtlinie, können Sie für diese Computer Hilfe anbieten. Alle dürfen ihn kennen.
key-label = Schlüssel
key-fingerprint = Fingerabdruck
key-copy = Schlüssel kopieren
key-copied = Kopiert
key-here = Er gehört zu diesem Browser auf diesem Computer und geht verloren, wenn die gespeicherten Daten der Seite gelöscht werden.
unable-store = Dieser Browser speichert nichts für diese Seite. Darum kann er keinen Schlüssel haben und keine Kontakte speichern. Alles andere funktioniert.
unable-crypto = Dieser Browser kann keinen Schlüssel der nötigen Art (X25519) erzeugen und darum keine Kontakte speichern. Alles andere funktioniert. Ein aktueller Chrome, Edge, Firefox oder Safari kann es.
unable-insecure = Browser erzeugen Schlüssel nur auf Seiten, die über https kommen. Darum können hier keine Kontakte gespeichert werden. Alles andere funktioniert.
remember = Gegenseitig als Kontakt speichern
remember-busy = Wird gespeichert …
remember-hint = Beim nächsten Mal finden Sie einander ohne Code.
remember-known = Sie haben einander als Kontakt gespeichert.
remember-question = { $user } möchte, dass Sie einander als Kontakt speichern. Dann finden Sie einander beim nächsten Mal ohne Code. { $user } wird trotzdem jedes Mal gefragt.
remember-yes = Ja, speichern
remember-no = Nein
remember-resembles = Sie haben einen Kontakt, der genauso oder fast genauso heißt. Nichts beweist, dass es auch diesmal { $user } ist: Wer Ihnen einen Code gibt, kann jeden Namen benutzen. Im Zweifel fragen Sie etwas, das nur die richtige Person weiß.
remember-other-key = Das ist nicht der Schlüssel Ihres Kontakts { $user }. Vielleicht benutzt jemand anderes den Namen, oder Alongside wurde dort neu eingerichtet. Es wurde nichts geändert. Wenn Sie sicher sind, dass es { $user } ist, vergessen Sie zuerst den Kontakt und speichern Sie einander dann noch einmal.
remember-read = Ich habe das gelesen

## The bar.

toolbar = Sitzung
request-control = Um Steuerung bitten
control-asked = Um Steuerung wird gebeten …
give-up-control = Steuerung abgeben
send-keys = Tasten senden
keys-last = Letzte Tasten
keys-again = Noch einmal: { $keys }
keys-actions = Aktionen
keys-system = Systemtasten
keys-function = Funktionstasten
keys-other = Andere Tasten …
keys-dialog = Andere Tasten
keys-hint = Wählen Sie eine Taste und was dazu gedrückt gehalten wird. In der Liste können Sie die Taste auch einfach drücken.
keys-key = Taste
keys-send = Senden
intent-copy = Kopieren
intent-cut = Ausschneiden
intent-paste = Einfügen
intent-undo = Rückgängig
intent-select-all = Alles auswählen
intent-find = Suchen
intent-task-manager = Task-Manager
intent-run = Programm ausführen
key-control = Strg
key-alt = Alt
key-shift = Umschalt
key-super = Super
key-windows = Windows
key-command = Cmd
key-option = Option
key-escape = Esc
key-tab = Tab
key-enter = Eingabe
key-space = Leertaste
key-backspace = Rücktaste
key-delete = Entf
key-insert = Einfg
key-home = Pos1
key-end = Ende
key-page-up = Bild auf
key-page-down = Bild ab
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Druck
key-scroll-lock = Rollen
key-pause = Pause
key-menu = Menü
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
take-picture = Bild aufnehmen
fullscreen = Vollbild
keyboard = Bildschirmtastatur
trackpad = Als Touchpad benutzen
touch-keys = Tasten
statistics = Statistik
point = Zeigen
point-hint = Zeigen Sie auf etwas und klicken Sie, um zu zeigen, wohin geklickt werden soll. { $user } sieht es; angeklickt wird nichts.
point-asked = { $user } wird gefragt
point-missing = Auf dem Computer, den { $user } benutzt, kann nicht gezeigt und gezeichnet werden, oder es ist dort nicht erlaubt.
draw = Zeichnen
draw-tools = Zeichnen
draw-freehand = Linie
draw-arrow = Pfeil
draw-rectangle = Rahmen
draw-text = Text
draw-step = Schritt
draw-color = Farbe
draw-red = Rot
draw-orange = Orange
draw-green = Grün
draw-blue = Blau
draw-purple = Lila
draw-keep = Stehen lassen
draw-undo = Rückgängig
draw-clear = Alles entfernen
draw-words = Text zum Platzieren
draw-words-hint = Schreiben, dann auf das Bild drücken
draw-words-refused = Dieser Text ist zu lang oder enthält Zeichen, die nicht gezeichnet werden können. Ändern Sie ihn, bevor Sie ihn platzieren.
steps-done =
    { $count ->
        [one] { $done } von { $count } Schritt erledigt
       *[other] { $done } von { $count } Schritten erledigt
    }
steps-done-at =
    { $count ->
        [one] { $done } von { $count } Schritt erledigt. Schritt { $step } ist bei „{ $element }“
       *[other] { $done } von { $count } Schritten erledigt. Schritt { $step } ist bei „{ $element }“
    }
clipboard-cancel = Kopieren abbrechen
files-send = Datei senden
files-send-folder = Ordner senden
files-title = Dateien
files-folder =
    { $n ->
        [one] { $file } ({ $n } Datei)
       *[other] { $file } ({ $n } Dateien)
    }
files-get = Holen
files-pause = Anhalten
files-resume = Fortsetzen
files-cancel = Abbrechen
files-asked = { $user } wird gefragt
files-waiting = wartet auf die anderen
files-offered = { $user } möchte Ihnen diese Datei senden ({ $size })
files-offered-folder = { $user } möchte Ihnen diesen Ordner senden, als ein ZIP-Archiv ({ $size })
files-offered-list = { $user } möchte Ihnen diesen Ordner senden, als ein ZIP-Archiv ({ $size }): { $list }
files-offered-list-more =
    { $n ->
        [one] { $user } möchte Ihnen diesen Ordner senden, als ein ZIP-Archiv ({ $size }): { $list }; und { $n } weitere Datei
       *[other] { $user } möchte Ihnen diesen Ordner senden, als ein ZIP-Archiv ({ $size }): { $list }; und { $n } weitere Dateien
    }
files-item = { $file }, { $size }
files-and = { $list }; { $file }
files-progress = { $done } / { $size }
files-paused = angehalten
files-sent = { $user } hat es erhalten
files-saved = bei Ihren Downloads gespeichert
files-cancelled = abgebrochen
files-not-allowed = nicht mehr erlaubt
files-changed = während des Sendens geändert
files-damaged = unterwegs beschädigt
files-disk-full = der Datenträger ist voll
files-reloaded = die Seite wurde neu geladen
files-stalled = seit 5 Minuten kam nichts mehr davon an
files-unanswered = wurde 15 Minuten lang angeboten und nicht angenommen
files-missing = nicht angekommene Dateien: { $n } von { $count }: { $reason }
files-no-room-here = Ihr Browser hat keinen Platz dafür: Schaffen Sie Platz auf Ihrem Datenträger und bitten Sie noch einmal darum
files-too-large-here = zu groß: Auf dieser Seite kann Ihr Browser Dateien bis 500 MB aufnehmen. Öffnen Sie die Seite über https, in einem aktuellen Browser und nicht in einem privaten Fenster
files-scanner = der Virenscanner auf dem Computer, den { $user } benutzt, lässt es nicht durch
files-failed = konnte nicht gelesen oder geschrieben werden
rights = Rechte
clipboard = Zwischenablage
clipboard-title = Was Sie voneinander kopieren
clipboard-got = Was die andere Person kopiert hat
clipboard-copy = Kopieren
clipboard-got-picture = Das Bild, das die andere Person kopiert hat
clipboard-picture-hint = Um das Bild zu kopieren, klicken Sie mit der rechten Maustaste darauf oder drücken Sie lange darauf. Sie können es auch speichern.
clipboard-save = Bild speichern
clipboard-text = Text oder Bild für die andere Zwischenablage
clipboard-hint = Schreiben, oder Text oder ein Bild einfügen
clipboard-picture = Das Bild, das Sie eingefügt haben
clipboard-send = Senden
clipboard-progress = Zwischenablage ist unterwegs
rights-no-clipboard = Die Zwischenablage kann nicht geteilt werden: Der andere Computer bietet es nicht an.
rights-title = Was Sie dürfen
rights-picture = Den Bildschirm sehen
rights-control = Maus und Tastatur benutzen
rights-point = Auf dem Bildschirm zeigen und zeichnen
rights-read = Erhalten, was { $user } kopiert
rights-write = Etwas in die Zwischenablage legen, die { $user } benutzt
rights-file-in = Dateien senden, jedes Mal nach Rückfrage
rights-file-out = Dateien erhalten, die { $user } auswählt
rights-other = Etwas, das diese Seite nicht kennt
rights-held = bis jemand es beendet
rights-this-time = einmal
rights-minutes = noch { $time }
rights-session = bis zum Ende der Sitzung
rights-not = jetzt nicht
rights-asked = { $user } wird gefragt
rights-ask = Fragen
rights-give-up = Abgeben
rights-stop-asking = Nicht mehr fragen
display = Monitor
display-main = { $display } (Hauptmonitor)
all-displays = Alle Monitore
zoom = Zoom
zoom-fit = Einpassen
zoom-actual = 1:1
zoom-fill = Ausfüllen
chat = Chat
chat-unread =
    { $n ->
        [one] Chat, { $n } ungelesene Nachricht
       *[other] Chat, { $n } ungelesene Nachrichten
    }
disconnect = Trennen
view-only-hint = { $user } teilt nur zum Ansehen.

## The picture.

remote-screen = Bildschirm des anderen Computers
remote-screen-help = Alles, was Sie tippen, geht an den anderen Computer, auch die Tabulatortaste. Um zur Symbolleiste zurückzukehren, drücken Sie Strg, Alt und Umschalt zusammen und lassen Sie los.
text-sink = Text für den anderen Computer

## The panel.

panel = Chat und Protokoll
log-label = Chat und Protokoll
message = Nachricht
send = Senden
save-log = Protokoll speichern
save-last-log = Protokoll Ihrer letzten Sitzung speichern
close-panel = Schließen
log-empty = Was Sie schreiben und was in der Sitzung geschieht, erscheint hier.
you = Sie
under-control = Am Computer, den { $user } benutzt, während Sie die Steuerung teilen
# Nominative and accusative are the same; see above.
the-user = die andere Person

## Statistics.

stat-frames = Bilder
stat-size = Größe
stat-latency = Alter des Bildes
picture-old = Das Bild ist { $age } s alt
stat-input = Eingabe bis Bild
stat-round-trip = Hin und zurück
stat-rate = Datenrate
stat-lost = Verloren
stat-path = Weg
stat-decoder = Decoder
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
path-direct = direkt
path-relay = Relay
path-server = Server

## The phase, in words.

status-idle = Nicht verbunden
status-joining = Code wird geprüft
status-waiting = Warten auf die Erlaubnis
status-screen = Bildschirm wird geteilt
status-control = Steuerung wird geteilt
status-paused = Bildschirm wird geteilt, angehalten
status-prompt = Systemabfrage offen
reconnecting = Wird wieder verbunden …
time-left = noch { $time }
status-interrupted = Verbindung unterbrochen
status-ended = Beendet

## Cards.

connecting-title = Der Code stimmt
connecting-text = Der kürzeste Weg zu dem Computer, den { $user } benutzt, wird gesucht.
asking-title = { $user } wird gefragt
asking-text = Sie sehen den Bildschirm, sobald { $user } Sie hereinlässt. Das kann bis zu einer Minute dauern.
prompt-title = { $user } beantwortet eine Systemabfrage
prompt-text = Nur die andere Person kann sie sehen und beantworten. Das Bild kommt von selbst zurück. Chatten können Sie weiterhin.
paused-title = { $user } hat das Bild angehalten
paused-text = Vom Bildschirm wird zurzeit nichts gesendet. Chatten können Sie weiterhin.
interrupted-title = Verbindung unterbrochen
interrupted-text = Der Computer, den { $user } benutzt, hat sich seit einem Moment nicht gemeldet. Alle Tasten wurden losgelassen. Es geht von selbst weiter, sobald das Netzwerk wieder da ist.
ended-title = Die Sitzung ist beendet
failed-title = Keine Verbindung
again = Wieder verbinden
check-network = Diesen Browser und sein Netzwerk prüfen

## Why it ended.

end-user-left = { $user } hat die Verbindung getrennt.
end-helper-left = Sie haben die Verbindung getrennt.
end-declined = { $user } hat Sie nicht hereingelassen. Wenn das ein Versehen war, fragen Sie nach einem neuen Code.
end-no-answer = { $user } hat innerhalb einer Minute nicht geantwortet. Das gilt als Nein. Rufen Sie an und versuchen Sie es mit einem neuen Code noch einmal.
end-connection-lost = Die Verbindung zu dem Computer, den { $user } benutzt, ging verloren. Um weiterzumachen, fragen Sie nach einem neuen Code.
end-no-path = Der Code stimmte, aber zwischen den beiden Computern wurde kein Weg gefunden. Vielleicht blockiert ihn eine Firewall auf einer der beiden Seiten. Ein anderes Netzwerk kann helfen.
end-expired = Die Zeit der Einladung ist abgelaufen. Fragen Sie nach einem neuen Code.
end-burnt = Zu viele falsche Codes: Diese Einladung gilt nicht mehr. Fragen Sie nach einem neuen Code.
end-fault = Die Gegenseite hat etwas Unverständliches gesendet. Darum wurde die Verbindung geschlossen. Laden Sie die Seite neu und fragen Sie nach einem neuen Code.
end-version = Die Versionen auf den beiden Seiten verstehen einander nicht. Laden Sie diese Seite neu. Wenn das nicht hilft, braucht { $user } ein neueres Alongside.
end-no-screen = Der Bildschirm, den { $user } geteilt hat, kann nicht mehr geteilt werden.
end-no-decoder = Dieser Browser kann das Bild nicht zeigen: Ihm fehlt H.264-Video. Nehmen Sie Chrome, Edge oder Safari, oder erlauben Sie H.264 in diesem Browser. Die Einladung ist nicht verbraucht.
end-server-unreachable = Der Server, der Sie beide zusammenbringt, war nicht erreichbar. Prüfen Sie Ihr Netzwerk und versuchen Sie es noch einmal.
end-server-lost = Der Server war weg, bevor Sie verbunden waren. Versuchen Sie es gleich noch einmal.
end-not-answering = Der andere Computer antwortet nicht. Ist Alongside dort noch offen? Versuchen Sie es gleich noch einmal.
end-tried-too-often = Dieser Code wurde drei Mal versucht, und niemand, der ihn kennt, hat geantwortet. Er wird nicht noch einmal versucht, weil ein unehrlicher Server ihn erraten könnte. Fragen Sie nach einem neuen Code. Wenn auch das nicht hilft, nehmen Sie einen anderen Server.
refused-unknown = Unter dieser Zahl wartet keine Einladung. Prüfen Sie die Zahl oder fragen Sie nach einem neuen Code.
refused-taken = Jemand anderes, der helfen will, hat diese Einladung schon benutzt. Fragen Sie nach einem neuen Code.
refused-busy = Jemand anderes versucht diese Einladung gerade. Versuchen Sie es in ein paar Sekunden noch einmal.
refused-revoked = Die Einladung wurde zurückgenommen. Fragen Sie nach einem neuen Code.
refused-wrong-code = Die Wörter stimmen nicht. Prüfen Sie sie gemeinsam und versuchen Sie es noch einmal. Nach drei falschen Codes gilt die Einladung nicht mehr.
refused-rate-limited = Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es noch einmal.
refused-full = Der Server ist gerade voll. Versuchen Sie es in ein paar Minuten noch einmal.
refused-version = Diese Seite hat eine andere Version als der Server. Laden Sie sie neu.
refused-protocol = Der Server hat diese Seite nicht verstanden. Laden Sie sie neu und versuchen Sie es noch einmal.

## The same, when the Helper came without a code.

status-calling = Anfrage läuft
known-connecting-title = Der Computer von { $user } hat Sie erkannt
known-unknown = { $user } wartet nicht mehr.
known-taken = Jemand anderes hilft { $user } schon.
known-busy = Jemand anderes verbindet sich gerade mit { $user }. Versuchen Sie es in ein paar Sekunden noch einmal.
known-wrong = Der Computer von { $user } erkennt Ihren Schlüssel nicht. Vielleicht hat er Sie vergessen. Fragen Sie nach einem Code.
known-declined = { $user } hat Sie nicht hereingelassen. Wenn das ein Versehen war, rufen Sie an und versuchen Sie es noch einmal.
known-no-answer = { $user } hat innerhalb einer Minute nicht geantwortet. Das gilt als Nein. Rufen Sie an und versuchen Sie es noch einmal.
known-lost = Die Verbindung zum Computer von { $user } ging verloren. Sobald dort wieder jemand wartet, sehen Sie das auf der ersten Seite.
known-no-path = Der Computer von { $user } hat Sie erkannt, aber zwischen den beiden Computern wurde kein Weg gefunden. Vielleicht blockiert ihn eine Firewall auf einer der beiden Seiten. Ein anderes Netzwerk kann helfen.

## Notes.

note-granted = Sie teilen jetzt die Steuerung. Ihre Maus und Ihre Tastatur wirken auf dem Computer, den { $user } benutzt.
note-declined = { $user } hat die Steuerung nicht erlaubt.
note-no-answer = { $user } hat auf die Bitte um Steuerung nicht geantwortet.
note-view-only = { $user } teilt nur zum Ansehen.
note-too-often = { $user } wird nicht noch einmal gefragt: Die Steuerung wurde zu oft abgelehnt.
note-no-input = Der Computer, den { $user } benutzt, kann nicht aus der Ferne gesteuert werden.
note-paused = { $user } hat den Bildschirm angehalten. Fragen Sie noch einmal, wenn das Bild wieder da ist.
note-ended-by-user = { $user } teilt die Steuerung nicht mehr.
note-ended-by-helper = Sie haben die Steuerung abgegeben.
note-right-declined = { $user } hat es nicht erlaubt.
note-right-no-answer = { $user } hat nicht geantwortet. Fragen Sie noch einmal, wenn es noch nötig ist.
note-right-withdrawn = Sie bitten { $user } nicht mehr darum.
note-right-too-often = { $user } wird nicht noch einmal gefragt: Es wurde zu oft abgelehnt.
note-right-paused = { $user } hat den Bildschirm angehalten. Fragen Sie noch einmal, wenn das Bild wieder da ist.
note-right-unavailable = Der Computer, den { $user } benutzt, kann das nicht, oder es ist dort nicht erlaubt.
note-no-such-key = Ein Zeichen wurde nicht getippt: Die Tastatur, die { $user } benutzt, hat keine Taste dafür. Bitten Sie { $user }, es zu tippen oder die Tastaturbelegung hinzuzufügen.
note-out-of-reach = Das vorderste Fenster nimmt Maus und Tastatur nicht von Ihnen an, nur { $user } kann es bedienen. Bitten Sie { $user } darum.
note-not-taken = Der Computer, den { $user } benutzt, hat Maus und Tastatur gerade nicht von Ihnen angenommen. Bitte versuchen Sie es noch einmal.
note-too-much = Ein Teil dessen, was Sie getippt oder getan haben, ging verloren: So viel auf einmal nimmt der Computer, den { $user } benutzt, nicht an. Bitte wiederholen Sie es in kleineren Teilen.
note-files-reloaded = Sie haben die Seite neu geladen. Dabei wurden Dateien abgebrochen, die noch nicht vollständig waren. Wählen Sie die Dateien, die Sie senden, noch einmal aus. Was { $user } sendet, wird Ihnen noch einmal angeboten.
note-no-folders = { $user } hat ein älteres Alongside, das keine Ordner annimmt. Senden Sie die Dateien einzeln oder den Ordner als ZIP-Archiv.
note-folder-too-large = Ein Ordner mit mehr als 1000 Dateien oder mit mehr als 16 ineinanderliegenden Ordnern kann nicht gesendet werden. Senden Sie ihn als ZIP-Archiv.
note-folder-unreadable = Der Ordner konnte nicht gelesen werden.
note-folder-empty = In diesem Ordner ist keine Datei.
note-other-version = { $user } hat eine andere Version von Alongside. Vielleicht fehlt etwas.
note-other-page = Diese Seite stammt aus einem anderen Build als Alongside auf dem anderen Computer. Wenn Sie das überrascht, vergleichen Sie „Über diese Seite“ mit „alongside --version --verbose“ dort.
note-tiles = Dieser Browser zeigt hier kein Video. Darum kommt das Bild als Einzelbilder, ein paar in jeder Sekunde. Für Video öffnen Sie diese Seite über https oder nehmen Sie einen aktuellen Chrome, Edge, Firefox oder Safari.
note-log-differs = Was der Computer, den { $user } benutzt, über das Protokoll der Sitzung sagt, passt nicht zusammen. Diese Seite macht mit einem eigenen Protokoll weiter.
note-log-disputed = Der Computer, den { $user } benutzt, hat etwas in das Protokoll der Sitzung geschrieben, was auf dieser Seite nicht geschehen ist. Diese Seite hat es nicht unterschrieben, und das steht auch in Ihrem Exemplar des Protokolls.
note-log-begins = Die Seite wurde neu geladen und konnte das Protokoll der Sitzung nicht behalten. Ab hier macht sie mit einem eigenen Protokoll weiter.
note-log-not-saved = Der Browser hat es nicht zugelassen, das Protokoll zu speichern.
note-picture-taken = Bild aufgenommen: { $file }. { $user } erfährt davon, und es steht im Protokoll.
note-picture-not-saved = Der Browser hat es nicht zugelassen, das Bild zu speichern.
note-copy-came = Was { $user } kopiert hat, ist in Ihrer Zwischenablage.
note-copy-waits = { $user } hat etwas kopiert. Öffnen Sie „Zwischenablage“, um es zu übernehmen.
note-copy-stopped = Was Sie eingefügt haben, kam nicht in der Zwischenablage an, die { $user } benutzt.
note-copy-too-large = Was Sie eingefügt haben, ist zu groß: Mehr als 16 MB gehen nicht.
no-picture-missing = Es gibt noch kein Bild.
no-picture-paused = { $user } hat das Bild angehalten. Darum kann keines aufgenommen werden.
no-picture-prompt = { $user } beantwortet eine Systemabfrage. Darum kann kein Bild aufgenommen werden.
no-picture-old = Das Bild ist alt. Nehmen Sie eines auf, sobald es wieder aktuell ist.
no-picture-too-often = Warten Sie ein paar Sekunden, bevor Sie das nächste Bild aufnehmen.
note-chat-too-long = Diese Nachricht ist zu lang. Bitte senden Sie sie in Teilen.
note-remembered = Sie und { $user } haben einander jetzt als Kontakt gespeichert.
note-remembered-already = Sie und { $user } haben einander schon als Kontakt gespeichert.
not-remembered-declined = { $user } möchte lieber nicht als Kontakt gespeichert werden.
not-remembered-no-answer = { $user } hat nicht geantwortet, ob Sie einander als Kontakt speichern.
not-remembered-too-often = { $user } wird nicht noch einmal gefragt, ob Sie einander als Kontakt speichern.
not-remembered-theirs = Der Computer, den { $user } benutzt, kann keinen Kontakt speichern oder keinen weiteren.
not-remembered-our-proof = Der Computer, den { $user } benutzt, hat Ihren Schlüssel nicht angenommen. Es wurde nichts gespeichert.
not-remembered-by-helper = Sie möchten lieber nicht, dass { $user } Sie als Kontakt speichert.
not-remembered-other-key = Nicht gespeichert: Das ist nicht der Schlüssel Ihres Kontakts { $user }.
not-remembered-full = Mehr Kontakte können nicht gespeichert werden. Vergessen Sie zuerst einen.
not-remembered-unable = Dieser Browser kann für diese Seite weder einen Schlüssel noch einen Kontakt behalten. Darum kann er niemanden als Kontakt speichern.
not-remembered-their-proof = Der Schlüssel, den { $user } benutzt, ließ sich nicht bestätigen. Es wurde nichts gespeichert.

## The log as it is shown.

log-went = Sie haben sich ohne Code an { $user } gewandt.
log-remembered = Sie und { $user } haben einander als Kontakt gespeichert.
log-opened = Sie haben die Einladung benutzt.
log-connected = { $user } hat Sie hereingelassen.
log-requested = Sie haben um Steuerung gebeten.
log-granted = { $user } hat die Steuerung erlaubt.
log-control-ended = Die Steuerung ist beendet.
log-read-requested = Sie haben darum gebeten, zu erhalten, was { $user } kopiert.
log-read-granted = { $user } erlaubt Ihnen, Kopiertes zu erhalten.
log-read-ended = Sie erhalten nicht mehr, was { $user } kopiert.
log-write-requested = Sie haben darum gebeten, etwas in die Zwischenablage zu legen, die { $user } benutzt.
log-write-granted = { $user } erlaubt Ihnen, etwas in die andere Zwischenablage zu legen.
log-write-ended = Sie können nichts mehr in die Zwischenablage legen, die { $user } benutzt.
log-file-went = Eine Datei von Ihnen ist auf dem Computer, den { $user } benutzt.
log-file-came = { $user } hat Ihnen eine Datei gesendet.
log-file-failed = Eine Datei wurde nicht zu Ende gesendet.
log-other-requested = Sie haben um ein Recht gebeten.
log-other-granted = { $user } hat es erlaubt.
log-other-ended = Eines Ihrer Rechte ist beendet.
log-paused = { $user } hat das Bild angehalten.
log-unpaused = Das Bild läuft weiter.
log-picture-taken = Sie haben ein Bild des Bildschirms aufgenommen.
log-copy-came = Was { $user } kopiert hat, ist bei Ihnen angekommen.
log-copy-went = Was Sie kopiert haben, ist in der Zwischenablage des Computers, den { $user } benutzt.
log-reloaded = Sie haben die Seite neu geladen. Was vorher hier stand, steht im Protokoll, das Sie speichern können.
log-resumed = Die Verbindung ist wieder da.

## Pieces of a text

decimal-mark = ,
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
size-gigabytes = { $size } GB
percent = { $n } %
act-on = { $act }: { $what }
session-heading = Sitzung
