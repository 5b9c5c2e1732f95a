# The Helper’s page, in Polish.
#
# { $user } is not declined: it stands behind a form of “osoba”, which takes the case and the (feminine) gender of the sentence:
# “osoba Anna prosi”, “komputer osoby Anna”; until the name is known, “osoba po drugiej stronie”.
# Instructions are the imperative, as in most Polish programs; no past tense is addressed to the reader.

## The first page.

brand = Alongside
headline = Pomóż komuś przy komputerze
lead = Poproś osobę, której pomagasz, o kod zaproszenia. Jej ekran pojawi się dopiero, gdy się zgodzi, a przedtem nie będzie widać nic.
code-label = Kod zaproszenia
code-hint = Liczba i trzy słowa, tak jak je słyszysz. Może być też link.
code-words-hint = Liczba jest już w linku. Teraz zapytaj o słowa i wpisz je tutaj.
code-file-hint = Liczba jest już w zaproszeniu od osoby { $user }. Teraz zapytaj o słowa i wpisz je tutaj.
code-example = 7-lamp-orbit-tulip
open-invitation = Otwórz plik zaproszenia
drop-invitation = Można go też upuścić w dowolnym miejscu tej strony.
file-no-invitation = Ten plik nie jest zaproszeniem Alongside. Wybierz plik, którego nazwa kończy się na .alongside-invite.
file-too-large = Ten plik jest za duży na zaproszenie. Wybierz plik, którego nazwa kończy się na .alongside-invite.
file-unreadable = Nie udało się odczytać pliku. Zapisz go na swoim komputerze i otwórz stamtąd.
file-other-version = To zaproszenie pochodzi z innej wersji Alongside. Wczytaj tę stronę ponownie, a jeśli to nie pomoże, poproś o kod.
file-expired = Czas zaproszenia minął. Poproś osobę { $user } o nowe.
file-elsewhere = To zaproszenie należy do innego serwera. Jeśli znasz ten adres i mu ufasz, przejdź tam:
name-label = Twoje imię
name-hint = Osoba, której pomagasz, zobaczy je przy pytaniu, czy cię wpuścić.
suggestions = Pasujące słowa
connect = Połącz
connecting = Łączenie…
privacy = Ekran, klawiatura i czat są szyfrowane na całej drodze między wami. Żaden serwer po drodze nie może nic z tego odczytać.
about = O tej stronie
about-build = Kompilacja tej strony. „alongside --version --verbose” na drugim komputerze podaje tę samą, chyba że jedna ze stron ma starszą wersję.
language = Język
no-script = Alongside potrzebuje JavaScriptu i WebAssembly, żeby pokazać inny ekran. Zezwól na nie na tej stronie albo użyj innej przeglądarki.
broken = Nie udało się uruchomić Alongside w tej przeglądarce. Wczytaj stronę ponownie, a jeśli to nie pomoże, użyj aktualnej wersji Chrome, Edge, Firefox lub Safari.
name-missing = Wpisz swoje imię, żeby druga osoba wiedziała, kto pyta.
name-too-long = To imię jest za długie. Skróć je, proszę.
name-unprintable = W tym imieniu jest niewidoczny znak. Wpisz je, proszę, jeszcze raz.
code-missing = Wpisz kod: liczbę i trzy słowa, na przykład 7-lamp-orbit-tulip.
code-slot = Kod zaczyna się od liczby, na przykład 7-lamp-orbit-tulip.
code-too-few = Kod to liczba i trzy słowa. Brakuje słowa.
code-too-long = To jest dłuższe niż kod: kod to liczba i trzy słowa.
code-unknown-word = Słowo „{ $word }” nie występuje w kodach. Zapytaj jeszcze raz albo poproś o przeliterowanie.
code-lists-missing = Słowo „{ $word }” nie jest angielskim słowem z kodów, a słów w innych językach nie udało się wczytać. Sprawdź słowo i jeszcze raz naciśnij „Połącz”.

## People whom the Helper knows.

queue-title = Czekają teraz
queue-asks-now = prosi o pomoc · od niedawna
queue-asks-minutes = prosi o pomoc · czeka { $n } min
queue-asks-hours = prosi o pomoc · czeka { $n } godz.
queue-listens = można zaproponować pomoc
queue-first = Pierwszy raz. Odcisk klucza: { $fingerprint }. Do porównania: „alongside contacts key” pokaże go na tamtym komputerze.
queue-other-key = To nie jest klucz kontaktu { $user }. Może ktoś inny używa tego imienia albo Alongside zainstalowano tam od nowa: zapytaj. Jeśli masz pewność, najpierw zapomnij ten kontakt.
queue-help = Pomóż: { $user }
queue-offer = Zaproponuj pomoc: { $user }
queue-announce = { $user } prosi o pomoc.
queue-gone = Osoba { $user } już nie czeka.
queue-away = Serwer jest nieosiągalny. Gdy tylko wróci, pojawi się tu, kto czeka.
people-section = Osoby
people-title = Osoby, które znasz
people-person = Ostatnia sesja: { $date }
people-computer = Komputer, ostatnia sesja: { $date }
forget = Zapomnij
forget-whom = Zapomnij: { $user }
forget-ask = Zapomnieć kontakt { $user }? Do następnego spotkania będzie potrzebny kod.
forget-yes = Zapomnij
forget-no = Zachowaj
forget-failed = Przeglądarka nie pozwoliła zapomnieć kontaktu { $user }. Wczytaj stronę ponownie i spróbuj jeszcze raz.
key = Twój klucz
key-text = Dla osoby, do której należą komputery, przy których pomagasz: gdy klucz znajdzie się w ich zasadach, możesz proponować przy nich pomoc. Klucz może znać każdy.
key-label = Klucz
key-fingerprint = Odcisk klucza
key-copy = Kopiuj klucz
key-copied = Skopiowano
key-here = Należy do tej przeglądarki na tym komputerze i zniknie razem z zapisanymi danymi strony.
unable-store = Ta przeglądarka nic nie zapisuje dla tej strony, więc nie może mieć klucza ani nikogo zapamiętać. Wszystko inne działa.
unable-crypto = Ta przeglądarka nie potrafi utworzyć potrzebnego klucza (X25519), więc nie może nikogo zapamiętać. Wszystko inne działa. Potrafi to aktualna wersja Chrome, Edge, Firefox lub Safari.
unable-insecure = Przeglądarki tworzą klucze tylko na stronach otwartych przez https, więc tutaj nie można nikogo zapamiętać. Wszystko inne działa.
remember = Zapamiętajcie się
remember-busy = Zapamiętywanie…
remember-hint = Następnym razem znajdziecie się bez kodu.
remember-known = Pamiętacie się nawzajem.
remember-question = Osoba { $user } proponuje wzajemne zapamiętanie się: następnym razem znajdziecie się bez kodu. Osoba { $user } i tak będzie pytana za każdym razem.
remember-yes = Tak, zapamiętaj
remember-no = Nie
remember-resembles = Masz kontakt, który nazywa się tak samo albo prawie tak samo. Nic nie dowodzi, że to ta sama osoba { $user }: kto podaje kod, może użyć dowolnego imienia. W razie wątpliwości zapytaj o coś, co wie tylko właściwa osoba.
remember-other-key = To nie jest klucz kontaktu { $user }. Może ktoś inny używa tego imienia albo Alongside zainstalowano tam od nowa. Nic nie zmieniono. Jeśli masz pewność, że to osoba { $user }, najpierw zapomnij ten kontakt, a potem zapamiętajcie się ponownie.
remember-read = Przeczytane

## The bar.

toolbar = Sesja
request-control = Poproś o sterowanie
control-asked = Prośba o sterowanie…
give-up-control = Oddaj sterowanie
send-keys = Wyślij klawisze
keys-last = Ostatnie klawisze
keys-again = Jeszcze raz: { $keys }
keys-actions = Działania
keys-system = Klawisze systemowe
keys-function = Klawisze funkcyjne
keys-other = Inne klawisze…
keys-dialog = Inne klawisze
keys-hint = Wybierz klawisz i to, co ma być z nim przytrzymane. Na liście klawiszy można je też nacisnąć.
keys-key = Klawisz
keys-send = Wyślij
intent-copy = Kopiuj
intent-cut = Wytnij
intent-paste = Wklej
intent-undo = Cofnij
intent-select-all = Zaznacz wszystko
intent-find = Znajdź
intent-task-manager = Menedżer zadań
intent-run = Uruchom program
key-control = Ctrl
key-alt = Alt
key-shift = Shift
key-super = Super
key-windows = Windows
key-command = Cmd
key-option = Option
key-escape = Esc
key-tab = Tab
key-enter = Enter
key-space = Spacja
key-backspace = Backspace
key-delete = Delete
key-insert = Insert
key-home = Home
key-end = End
key-page-up = Page Up
key-page-down = Page Down
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Print Screen
key-scroll-lock = Scroll Lock
key-pause = Pause
key-menu = Menu
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
take-picture = Zrób zrzut ekranu
fullscreen = Pełny ekran
keyboard = Klawiatura ekranowa
trackpad = Używaj jako gładzika
touch-keys = Klawisze
statistics = Statystyka
point = Wskaż
point-hint = Wskaż coś i kliknij, żeby pokazać, gdzie kliknąć. Osoba { $user } to zobaczy, ale nic nie zostanie kliknięte.
point-asked = Czekanie na odpowiedź osoby { $user }
point-missing = Na komputerze osoby { $user } nie można wskazywać ani rysować albo nie zezwala na to jego właściciel.
draw = Rysuj
draw-tools = Rysowanie
draw-freehand = Linia
draw-arrow = Strzałka
draw-rectangle = Ramka
draw-text = Tekst
draw-step = Krok
draw-color = Kolor
draw-red = Czerwony
draw-orange = Pomarańczowy
draw-green = Zielony
draw-blue = Niebieski
draw-purple = Fioletowy
draw-keep = Pozostaw
draw-undo = Cofnij
draw-clear = Usuń wszystko
draw-words = Tekst do umieszczenia
draw-words-hint = Napisz, potem naciśnij na obrazie
draw-words-refused = Ten tekst jest za długi albo ma znaki, których nie można narysować. Zmień go, zanim go umieścisz.
steps-done =
    { $count ->
        [one] Wykonane kroki: { $done } z { $count }
        [few] Wykonane kroki: { $done } z { $count }
        [many] Wykonane kroki: { $done } z { $count }
       *[other] Wykonane kroki: { $done } z { $count }
    }
steps-done-at =
    { $count ->
        [one] Wykonane kroki: { $done } z { $count }. Krok { $step } jest przy „{ $element }”
        [few] Wykonane kroki: { $done } z { $count }. Krok { $step } jest przy „{ $element }”
        [many] Wykonane kroki: { $done } z { $count }. Krok { $step } jest przy „{ $element }”
       *[other] Wykonane kroki: { $done } z { $count }. Krok { $step } jest przy „{ $element }”
    }
clipboard-cancel = Zatrzymaj kopiowanie
files-send = Wyślij plik
files-send-folder = Wyślij folder
files-title = Pliki
files-folder =
    { $n ->
        [one] { $file } ({ $n } plik)
        [few] { $file } ({ $n } pliki)
        [many] { $file } ({ $n } plików)
       *[other] { $file } ({ $n } pliku)
    }
files-get = Pobierz
files-pause = Wstrzymaj
files-resume = Wznów
files-cancel = Anuluj
files-asked = czeka na odpowiedź osoby { $user }
files-waiting = czeka na pozostałe
files-offered = osoba { $user } chce ci wysłać ten plik ({ $size })
files-offered-folder = osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size })
files-offered-list = osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size }): { $list }
files-offered-list-more =
    { $n ->
        [one] osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size }): { $list }; i jeszcze { $n } plik
        [few] osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size }): { $list }; i jeszcze { $n } pliki
        [many] osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size }): { $list }; i jeszcze { $n } plików
       *[other] osoba { $user } chce ci wysłać ten folder, jako jedno archiwum ZIP ({ $size }): { $list }; i jeszcze { $n } pliku
    }
files-item = { $file }, { $size }
files-and = { $list }; { $file }
files-progress = { $done } / { $size }
files-paused = wstrzymano
files-sent = osoba { $user } już go ma
files-saved = zapisano w pobranych
files-cancelled = anulowano
files-not-allowed = już niedozwolone
files-changed = zmiana podczas wysyłania
files-damaged = uszkodzenie po drodze
files-disk-full = dysk jest pełny
files-reloaded = strona została wczytana ponownie
files-stalled = od 5 minut nic nie dotarło
files-unanswered = propozycja czekała 15 minut i nic nie pobrano
files-missing = pliki, które nie dotarły: { $n } z { $count }: { $reason }
files-no-room-here = twoja przeglądarka nie ma na to miejsca: zwolnij miejsce na dysku i poproś o to ponownie
files-too-large-here = zbyt duży rozmiar: na tej stronie przeglądarka może przechować pliki do 500 MB. Otwórz stronę przez https, w aktualnej przeglądarce i nie w oknie prywatnym
files-scanner = program antywirusowy na komputerze osoby { $user } tego nie przepuszcza
files-failed = błąd odczytu lub zapisu
rights = Uprawnienia
clipboard = Schowek
clipboard-title = Co od siebie kopiujecie
clipboard-got = Co skopiowała druga osoba
clipboard-copy = Kopiuj
clipboard-got-picture = Obraz, który skopiowała druga osoba
clipboard-picture-hint = Żeby skopiować obraz, kliknij go prawym przyciskiem myszy lub przytrzymaj dłużej. Można go też zapisać.
clipboard-save = Zapisz obraz
clipboard-text = Tekst lub obraz do drugiego schowka
clipboard-hint = Napisz albo wklej tekst lub obraz
clipboard-picture = Wklejony obraz
clipboard-send = Wyślij
clipboard-progress = Schowek w drodze
rights-no-clipboard = Nie można udostępnić schowka: drugi komputer tego nie oferuje.
rights-title = Co ci wolno
rights-picture = Widzieć ekran
rights-control = Używać myszy i klawiatury
rights-point = Wskazywać i rysować na ekranie
rights-read = Otrzymywać to, co kopiuje osoba { $user }
rights-write = Umieszczać coś w schowku osoby { $user }
rights-file-in = Wysyłać pliki, za każdym razem po pytaniu o zgodę
rights-file-out = Otrzymywać pliki, które wybierze osoba { $user }
rights-other = Coś, czego ta strona nie zna
rights-held = dopóki ktoś tego nie zakończy
rights-this-time = jeden raz
rights-minutes = jeszcze { $time }
rights-session = do końca sesji
rights-not = nie teraz
rights-asked = czeka na odpowiedź osoby { $user }
rights-ask = Poproś
rights-give-up = Oddaj
rights-stop-asking = Już nie proś
display = Monitor
display-main = { $display } (główny)
all-displays = Wszystkie monitory
zoom = Powiększenie
zoom-fit = Dopasuj
zoom-actual = 1:1
zoom-fill = Wypełnij
chat = Czat
chat-unread =
    { $n ->
        [one] Czat, { $n } nieprzeczytana wiadomość
        [few] Czat, { $n } nieprzeczytane wiadomości
        [many] Czat, { $n } nieprzeczytanych wiadomości
       *[other] Czat, { $n } nieprzeczytanej wiadomości
    }
disconnect = Rozłącz
view-only-hint = Osoba { $user } udostępnia ekran tylko do oglądania.

## The picture.

remote-screen = Ekran drugiego komputera
remote-screen-help = Wszystko, co piszesz, trafia do drugiego komputera, także klawisz Tab. Żeby wrócić do paska narzędzi, naciśnij razem Ctrl, Alt i Shift i puść.
text-sink = Tekst dla drugiego komputera

## The panel.

panel = Czat i dziennik
log-label = Czat i dziennik
message = Wiadomość
send = Wyślij
save-log = Zapisz dziennik
save-last-log = Zapisz dziennik ostatniej sesji
close-panel = Zamknij
log-empty = Tu pojawi się to, co piszesz, i to, co dzieje się w sesji.
you = Ty
under-control = Przy komputerze osoby { $user }, podczas wspólnego sterowania
# Stands behind “osoba, osoby, osobę, osobie”.
the-user = po drugiej stronie

## Statistics.

stat-frames = Klatki
stat-size = Rozmiar
stat-latency = Wiek obrazu
picture-old = Wiek obrazu: { $age } s
stat-input = Od wejścia do obrazu
stat-round-trip = Tam i z powrotem
stat-rate = Szybkość
stat-lost = Utracone
stat-path = Droga
stat-decoder = Dekoder
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
path-direct = bezpośrednio
path-relay = przekaźnik
path-server = serwer

## The phase, in words.

status-idle = Brak połączenia
status-joining = Sprawdzanie kodu
status-waiting = Czekanie na zgodę
status-screen = Udostępnianie ekranu
status-control = Wspólne sterowanie
status-paused = Udostępnianie ekranu, wstrzymane
status-prompt = Otwarte pytanie systemu
reconnecting = Ponowne łączenie…
time-left = pozostało { $time }
status-interrupted = Połączenie przerwane
status-ended = Zakończono

## Cards.

connecting-title = Kod jest poprawny
connecting-text = Szukanie najkrótszej drogi do komputera osoby { $user }.
asking-title = Czekanie na odpowiedź osoby { $user }
asking-text = Ekran pojawi się, gdy tylko osoba { $user } cię wpuści. Może to potrwać do minuty.
prompt-title = Osoba { $user } odpowiada na pytanie systemu
prompt-text = Tylko ta osoba może je zobaczyć i na nie odpowiedzieć. Obraz wróci sam. Nadal można rozmawiać na czacie.
paused-title = Osoba { $user } wstrzymała obraz
paused-text = W tej chwili nic z ekranu nie jest wysyłane. Nadal można rozmawiać na czacie.
interrupted-title = Połączenie przerwane
interrupted-text = Od kilku chwil nie ma sygnału z komputera osoby { $user }. Wszystkie klawisze zostały zwolnione. Gdy tylko sieć wróci, wszystko samo ruszy dalej.
ended-title = Sesja zakończona
failed-title = Brak połączenia
again = Połącz ponownie
check-network = Sprawdź tę przeglądarkę i jej sieć

## Why it ended.

end-user-left = Osoba { $user } rozłączyła się.
end-helper-left = Rozłączono na twoje życzenie.
end-declined = Osoba { $user } cię nie wpuściła. Jeśli to pomyłka, poproś o nowy kod.
end-no-answer = Osoba { $user } nie odpowiedziała w ciągu minuty, a to znaczy „nie”. Zadzwoń do niej i spróbuj ponownie z nowym kodem.
end-connection-lost = Utracono połączenie z komputerem osoby { $user }. Żeby kontynuować, poproś o nowy kod.
end-no-path = Kod był poprawny, ale nie znaleziono drogi między oboma komputerami. Może ją blokować zapora po którejś stronie. Pomóc może inna sieć.
end-expired = Czas zaproszenia minął. Poproś o nowy kod.
end-burnt = Za dużo błędnych kodów: to zaproszenie nie jest już ważne. Poproś o nowy kod.
end-fault = Druga strona wysłała coś niezrozumiałego, więc połączenie zostało zamknięte. Wczytaj stronę ponownie i poproś o nowy kod.
end-version = Wersje po obu stronach nie rozumieją się nawzajem. Wczytaj tę stronę ponownie, a jeśli to nie pomoże, osoba { $user } potrzebuje nowszego Alongside.
end-no-screen = Ekranu osoby { $user } nie można już udostępniać.
end-no-decoder = Ta przeglądarka nie może pokazać obrazu: brakuje jej wideo H.264. Użyj Chrome, Edge lub Safari albo zezwól w tej na H.264. Zaproszenie nie zostało zużyte.
end-server-unreachable = Nie udało się połączyć z serwerem, który was ze sobą łączy. Sprawdź swoją sieć i spróbuj ponownie.
end-server-lost = Serwer zniknął przed nawiązaniem połączenia. Spróbuj ponownie za chwilę.
end-not-answering = Drugi komputer nie odpowiada. Czy Alongside jest tam nadal otwarte? Spróbuj ponownie za chwilę.
end-tried-too-often = Ten kod sprawdzono trzy razy i nie odpowiedział nikt, kto go zna. Nie będzie sprawdzany ponownie, bo nieuczciwy serwer mógłby go odgadnąć. Poproś o nowy kod. Jeśli to też nie pomoże, użyj innego serwera.
refused-unknown = Pod tą liczbą nie czeka żadne zaproszenie. Sprawdź liczbę albo poproś o nowy kod.
refused-taken = Inna osoba pomagająca już użyła tego zaproszenia. Poproś o nowy kod.
refused-busy = Ktoś inny właśnie próbuje użyć tego zaproszenia. Spróbuj ponownie za kilka sekund.
refused-revoked = Zaproszenie zostało cofnięte. Poproś o nowy kod.
refused-wrong-code = Słowa się nie zgadzają. Sprawdźcie je razem i spróbujcie ponownie. Po trzech błędnych kodach zaproszenie przestanie być ważne.
refused-rate-limited = Za dużo prób. Poczekaj minutę i spróbuj ponownie.
refused-full = Serwer nie ma w tej chwili wolnych miejsc. Spróbuj ponownie za kilka minut.
refused-version = Ta strona jest w innej wersji niż serwer. Wczytaj ją ponownie.
refused-protocol = Serwer nie zrozumiał tej strony. Wczytaj ją ponownie i spróbuj jeszcze raz.

## The same, when the Helper came without a code.

status-calling = Łączenie bez kodu
known-connecting-title = Komputer osoby { $user } cię rozpoznał
known-unknown = Osoba { $user } już nie czeka.
known-taken = Osobie { $user } pomaga już ktoś inny.
known-busy = Ktoś inny właśnie łączy się z osobą { $user }. Spróbuj ponownie za kilka sekund.
known-wrong = Komputer osoby { $user } nie rozpoznaje twojego klucza. Może cię zapomniał. Poproś o kod.
known-declined = Osoba { $user } cię nie wpuściła. Jeśli to pomyłka, zadzwoń do niej i spróbuj ponownie.
known-no-answer = Osoba { $user } nie odpowiedziała w ciągu minuty, a to znaczy „nie”. Zadzwoń do niej i spróbuj ponownie.
known-lost = Utracono połączenie z komputerem osoby { $user }. Gdy ta osoba znów będzie czekać, pojawi się na pierwszej stronie.
known-no-path = Komputer osoby { $user } cię rozpoznał, ale nie znaleziono drogi między oboma komputerami. Może ją blokować zapora po którejś stronie. Pomóc może inna sieć.

## Notes.

note-granted = Macie teraz wspólne sterowanie. Twoja mysz i klawiatura działają na komputerze osoby { $user }.
note-declined = Osoba { $user } nie zezwoliła na sterowanie.
note-no-answer = Osoba { $user } nie odpowiedziała na prośbę o sterowanie.
note-view-only = Osoba { $user } udostępnia ekran tylko do oglądania.
note-too-often = Osoba { $user } nie będzie już pytana: zbyt wiele razy odmówiono sterowania.
note-no-input = Komputerem osoby { $user } nie można sterować zdalnie.
note-paused = Osoba { $user } wstrzymała ekran. Poproś ponownie, gdy obraz wróci.
note-ended-by-user = Osoba { $user } zakończyła wspólne sterowanie.
note-ended-by-helper = Sterowanie oddane.
note-right-declined = Osoba { $user } na to nie zezwoliła.
note-right-no-answer = Osoba { $user } nie odpowiedziała. Poproś ponownie, jeśli to nadal potrzebne.
note-right-withdrawn = Już nie prosisz o to osoby { $user }.
note-right-too-often = Osoba { $user } nie będzie już pytana: zbyt wiele razy odmówiono.
note-right-paused = Osoba { $user } wstrzymała ekran. Poproś ponownie, gdy obraz wróci.
note-right-unavailable = Komputer osoby { $user } tego nie potrafi albo nie zezwala na to jego właściciel.
note-no-such-key = Jeden znak nie został wpisany: klawiatura komputera osoby { $user } nie ma dla niego klawisza. Poproś osobę { $user } o wpisanie go albo o dodanie układu klawiatury.
note-out-of-reach = Okno na wierzchu nie reaguje na twoją mysz i klawiaturę, tylko na te, których używa osoba { $user }. Poproś osobę { $user }, żeby go użyła.
note-not-taken = Komputer osoby { $user } nie przyjął przed chwilą twojej myszy ani klawiatury. Spróbuj, proszę, jeszcze raz.
note-too-much = Część tego, co zostało wpisane lub zrobione, przepadła: komputer osoby { $user } nie przyjmuje tak wiele naraz. Zrób to, proszę, jeszcze raz, w mniejszych częściach.
note-files-reloaded = Strona została wczytana ponownie, więc zatrzymały się pliki, które nie były kompletne. Te, które wysyłasz, wybierz jeszcze raz. Pliki osoby { $user } zostaną ci zaproponowane ponownie.
note-no-folders = Osoba { $user } ma starsze Alongside, które nie przyjmuje folderów. Wyślij same pliki albo folder jako archiwum ZIP.
note-folder-too-large = Nie można wysłać folderu, w którym jest ponad 1000 plików lub ponad 16 folderów jeden w drugim. Wyślij go jako archiwum ZIP.
note-folder-unreadable = Nie udało się odczytać folderu.
note-folder-empty = W tym folderze nie ma żadnego pliku.
note-other-version = Osoba { $user } ma inną wersję Alongside. Czegoś może brakować.
note-other-page = Ta strona pochodzi z innej kompilacji niż Alongside na drugim komputerze. Jeśli to cię dziwi, porównaj „O tej stronie” z „alongside --version --verbose” na tamtym komputerze.
note-tiles = Ta przeglądarka nie odtwarza tu wideo, więc obraz przychodzi jako nieruchome obrazy, kilka na sekundę. Żeby mieć wideo, otwórz tę stronę przez https albo użyj aktualnej wersji Chrome, Edge, Firefox lub Safari.
note-log-differs = To, co komputer osoby { $user } mówi o dzienniku sesji, nie zgadza się ze sobą. Ta strona prowadzi dalej własny dziennik.
note-log-disputed = Komputer osoby { $user } wpisał do dziennika sesji coś, co na tej stronie się nie wydarzyło. Ta strona tego nie podpisała i jest to zapisane w twojej kopii dziennika.
note-log-begins = Strona została wczytana ponownie i nie udało się zachować dziennika sesji. Odtąd strona prowadzi własny dziennik.
note-log-not-saved = Przeglądarka nie pozwoliła zapisać dziennika.
note-picture-taken = Zrobiono zrzut ekranu: { $file }. Osoba { $user } się o tym dowie, a w dzienniku jest wpis.
note-picture-not-saved = Przeglądarka nie pozwoliła zapisać zrzutu ekranu.
note-copy-came = To, co skopiowała osoba { $user }, jest w twoim schowku.
note-copy-waits = Osoba { $user } coś skopiowała. Otwórz „Schowek”, żeby to odebrać.
note-copy-stopped = To, co wklejono, nie dotarło do schowka osoby { $user }.
note-copy-too-large = To, co wklejono, jest za duże: można najwyżej 16 MB.
no-picture-missing = Nie ma jeszcze obrazu.
no-picture-paused = Osoba { $user } wstrzymała obraz, więc nie można zrobić zrzutu ekranu.
no-picture-prompt = Osoba { $user } odpowiada na pytanie systemu, więc nie można zrobić zrzutu ekranu.
no-picture-old = Obraz jest stary. Zrób zrzut ekranu, gdy znów będzie aktualny.
no-picture-too-often = Poczekaj kilka sekund przed następnym zrzutem ekranu.
note-chat-too-long = Ta wiadomość jest za długa. Wyślij ją, proszę, w częściach.
note-remembered = Od teraz ty i osoba { $user } pamiętacie się nawzajem.
note-remembered-already = Ty i osoba { $user } już pamiętacie się nawzajem.
not-remembered-declined = Osoba { $user } woli nie być zapamiętana.
not-remembered-no-answer = Osoba { $user } nie odpowiedziała na pytanie o zapamiętanie się.
not-remembered-too-often = Osoba { $user } nie będzie już pytana o zapamiętanie się.
not-remembered-theirs = Komputer osoby { $user } nie może zapamiętać nikogo albo nikogo więcej.
not-remembered-our-proof = Komputer osoby { $user } nie przyjął twojego klucza. Nic nie zapamiętano.
not-remembered-by-helper = Wolisz, żeby osoba { $user } cię nie zapamiętała.
not-remembered-other-key = Nie zapamiętano: to nie jest klucz kontaktu { $user }.
not-remembered-full = Masz już tyle kontaktów, ile można przechować. Najpierw zapomnij jeden.
not-remembered-unable = Ta przeglądarka nie może przechować klucza ani kontaktu dla tej strony, więc nie może nikogo zapamiętać.
not-remembered-their-proof = Klucz osoby { $user } nie został potwierdzony. Nic nie zapamiętano.

## The log as it is shown.

log-went = Łączenie bez kodu z osobą { $user }.
log-remembered = Ty i osoba { $user } pamiętacie się nawzajem.
log-opened = Użyto zaproszenia.
log-connected = Osoba { $user } cię wpuściła.
log-requested = Twoja prośba o sterowanie.
log-granted = Osoba { $user } zezwoliła na sterowanie.
log-control-ended = Sterowanie zakończone.
log-read-requested = Twoja prośba o otrzymywanie tego, co kopiuje osoba { $user }.
log-read-granted = Osoba { $user } zezwala ci otrzymywać to, co kopiuje.
log-read-ended = Już nie otrzymujesz tego, co kopiuje osoba { $user }.
log-write-requested = Twoja prośba o umieszczanie czegoś w schowku osoby { $user }.
log-write-granted = Osoba { $user } zezwala ci umieszczać coś w swoim schowku.
log-write-ended = Nie możesz już nic umieszczać w schowku osoby { $user }.
log-file-went = Twój plik jest na komputerze osoby { $user }.
log-file-came = Osoba { $user } wysłała ci plik.
log-file-failed = Plik nie został wysłany do końca.
log-other-requested = Twoja prośba o uprawnienie.
log-other-granted = Osoba { $user } na to zezwoliła.
log-other-ended = Jedno z twoich uprawnień się skończyło.
log-paused = Osoba { $user } wstrzymała obraz.
log-unpaused = Obraz znów jest wysyłany.
log-picture-taken = Zrobiono zrzut ekranu.
log-copy-came = Dotarło do ciebie to, co skopiowała osoba { $user }.
log-copy-went = To, co skopiowano u ciebie, jest w schowku na komputerze osoby { $user }.
log-reloaded = Strona została wczytana ponownie. To, co było tu wcześniej, jest w dzienniku, który można zapisać.
log-resumed = Połączenie wróciło.

## Pieces of a text

decimal-mark = ,
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
size-gigabytes = { $size } GB
percent = { $n }%
act-on = { $act }: { $what }
session-heading = Sesja
