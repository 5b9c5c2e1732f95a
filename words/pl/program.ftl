# The User’s program, in Polish.
# Names of commands and options, and what is typed after a slash, stay as they are.

## Sentences of all faces: the terminal and the window

slot-changes = Serwer zbyt wiele razy zmienił liczbę kodu, więc sesja została zakończona. Udostępnij ekran jeszcze raz. Jeśli to się powtórzy, użyj innego serwera.
proxy-password-shown = Dopóki program działa, każde konto na tym komputerze może odczytać hasło podane w --proxy. Zapisz je we własnym pliku i wskaż ten plik przez --proxy-password-file.
paused = Wstrzymano. Osoba pomagająca widzi planszę zamiast twojego ekranu.
too-soon = Przed chwilą pojawiło się pytanie. Przeczytaj je, proszę, i odpowiedz jeszcze raz.
not-while-controlled = Trwa wspólne sterowanie albo trwało przed chwilą, więc mogła to wpisać osoba pomagająca. Dlatego nic się nie zmieniło. Najpierw zakończ wspólne sterowanie, a potem wpisz to jeszcze raz.
typed-too-early = Pisanie tego wiersza zaczęło się podczas wspólnego sterowania, dlatego został pominięty. Wpisz go, proszę, jeszcze raz.
withdrawn = To pytanie nie jest już otwarte.
choose-on-a-terminal = --choose-words pyta w terminalu; zapisz słowa w pliku i wskaż go przez --words-file
nothing-chosen = nie wybrano słów; pomiń --choose-words, żeby zostały wylosowane
view-only-here = Na tym komputerze nie można udostępnić myszy i klawiatury, więc osoba pomagająca może tylko patrzeć.
no-port-in-public = Ta sieć jest traktowana jako publiczna, dlatego router nie został poproszony o port.
mailed-is-void = Serwer nadał zaproszeniu nową liczbę, więc wysłana wiadomość e-mail już się nie przyda. Podaj osobie pomagającej nowy kod albo udostępnij ekran jeszcze raz.
help = Wpisz /pause, /resume, /stop (koniec sterowania), /revoke UPRAWNIENIE, /next (krok), /send PLIK albo FOLDER, /pause, /resume lub /cancel NUMER (plik), /bandwidth, /remember (zapamiętanie osoby pomagającej), /quit albo wiadomość do osoby pomagającej.
typed-allow-control = zezwalam na sterowanie
typed-allow-control-and-prompts = zezwalam na sterowanie i pytania
typed-allow-remembering = zezwalam na zapis kontaktu
prompts-are-yours = Pytania systemu, pytania o hasło i okna uruchomione jako administrator nie przyjmują niczego od osoby pomagającej: obsługujesz je tylko ty.
no-answer = To nie jest odpowiedź na pytanie. Nic się nie zmieniło, a wpisany tekst nie został wysłany do osoby pomagającej.
not-connected = Nikt jeszcze nie jest połączony, więc nie ma do kogo pisać.
chat-cut = Reszta tej wiadomości jest za długa, żeby ją tu pokazać.
chat-under-control = Napisane tutaj podczas wspólnego sterowania
log-differs = Komputer osoby pomagającej nie potwierdza dziennika tej sesji. Twój własny dziennik jest prowadzony dalej.
log-no-home = to konto nie ma folderu domowego, więc nie ma dzienników sesji
log-unreadable = (to nie jest dziennik sesji Alongside albo został zmieniony)
end-reason-user-left = Rozłączono na twoje życzenie.
end-reason-helper-left = Osoba pomagająca rozłączyła się.
end-reason-declined = Osoba pomagająca nie została przez ciebie wpuszczona.
end-reason-no-answer = Na pytanie nie było odpowiedzi na czas, a to znaczy „nie”.
end-reason-connection-lost = Utracono połączenie z osobą pomagającą.
end-reason-no-path = Nie znaleziono bezpośredniej drogi do komputera osoby pomagającej. Blokuje ją jakaś sieć po drodze: `alongside doctor` powie, co można naprawić.
end-reason-expired = Czas zaproszenia minął. Udostępnij ekran jeszcze raz, żeby utworzyć nowe.
end-reason-burnt = Zbyt wiele razy wpisano błędny kod, więc zaproszenie zostało cofnięte. Udostępnij ekran jeszcze raz, żeby utworzyć nowe.
end-reason-fault = Druga strona zrobiła coś niedozwolonego, więc sesja została zakończona.
end-reason-version = Druga strona ma wersję, która nie pasuje. Zaktualizuj starszą z nich.
end-reason-no-screen = Ekranu nie można już udostępniać.
end-reason-no-decoder = Przeglądarka osoby pomagającej nie może pokazać wideo H.264. Poproś tę osobę, żeby użyła innej przeglądarki.
server-refused-rate-limited = Serwer otrzymał zbyt wiele zaproszeń z twojej sieci. Wkrótce nastąpi kolejna próba.
server-refused-full = Serwer nie ma w tej chwili wolnych miejsc. Wkrótce nastąpi kolejna próba.
server-refused-otherwise = Serwer odrzucił zaproszenie.
path-direct = Ty i osoba pomagająca macie bezpośrednie połączenie.
path-relay = Ty i osoba pomagająca macie połączenie przez przekaźnik, który nie może nic odczytać.
path-server = Ty i osoba pomagająca macie połączenie przez serwer, który nie może nic odczytać.
system-prompt-open = Otwarte jest pytanie systemu. Osoba pomagająca nie może go zobaczyć ani na nie odpowiedzieć. Potem obraz wróci.
system-prompt-over = Osoba pomagająca znów widzi twój ekran.
out-of-reach-in-front = Okno na wierzchu działa jako administrator i nie przyjmuje niczego od osoby pomagającej. Ta osoba je widzi, a ty go używasz. Klawisz Esc nie kończy w tym czasie sterowania: użyj przycisku „Zakończ wspólne sterowanie” na pasku albo przenieś najpierw inne okno na wierzch.
out-of-reach-over = Osoba pomagająca znów może klikać i pisać.
question-connect = Osoba { $asker } chce połączyć się z twoim komputerem i widzieć twój ekran.
question-connect-ask = Czy chcesz ją wpuścić?
question-control = Osoba { $helper } chce razem z tobą sterować twoim komputerem, czyli używać twojej myszy i klawiatury wspólnie z tobą.
question-allow = Czy chcesz na to zezwolić?
phase-your-helper = pomagająca
phase-waiting = Czekanie na połączenie osoby pomagającej. Nikt nie może widzieć twojego ekranu.
phase-screen = Osoba { $helper } może widzieć twój ekran. Nie może nim sterować.
phase-control = Osoba { $helper } może widzieć twój ekran i używać twojej myszy i klawiatury.
phase-ended = Sesja się zakończyła. Nikt nie może widzieć twojego ekranu.
wrong-code-last = Ktoś wpisał błędny kod. To była ostatnia próba.
wrong-code =
    { $n ->
        [one] Ktoś wpisał błędny kod. Została jedna próba.
        [few] Ktoś wpisał błędny kod. Zostały { $n } próby.
        [many] Ktoś wpisał błędny kod. Zostało { $n } prób.
       *[other] Ktoś wpisał błędny kod. Zostało { $n } próby.
    }
picture-taken = Osoba { $helper } zrobiła zrzut twojego ekranu i go zachowuje.
clipboard-sent = To, co skopiowano, trafiło do osoby { $helper }.
clipboard-received = Osoba { $helper } umieściła coś w twoim schowku.
tried-before-once = Osoba { $helper } już raz próbowała użyć tego kodu i nie odpowiedział nikt, kto go zna. Albo przerwało się połączenie, albo serwer próbował odgadnąć kod i nie zgadł. Jeśli nie wiesz, skąd to się wzięło, przerwij i użyj innego serwera.
tried-before-twice = Osoba { $helper } już dwa razy próbowała użyć tego kodu i nie odpowiedział nikt, kto go zna. Albo przerwało się połączenie, albo serwer próbował odgadnąć kod i nie zgadł. Jeśli nie wiesz, skąd to się wzięło, przerwij i użyj innego serwera.
tried-before = Osoba { $helper } już { $n } razy próbowała użyć tego kodu i nie odpowiedział nikt, kto go zna. Albo przerwało się połączenie, albo serwer próbował odgadnąć kod i nie zgadł. Jeśli nie wiesz, skąd to się wzięło, przerwij i użyj innego serwera.
reconnecting = Połączenie z osobą { $helper } jest przerwane. W tym czasie nic nie jest udostępniane. Próby połączenia potrwają { $lasts }.
reconnected = Połączenie z osobą { $helper } wróciło.
choose = Wybierz słowa do swojego kodu, co najmniej { $n }, i naciśnij Enter. Weź takie, które do siebie nie pasują i których nikt by się po tobie nie spodziewał. Oto niektóre z dostępnych słów:
choose-again = Tych słów nie można użyć: { $why }. Wybierz, proszę, jeszcze raz.
choose-alike = Słowa, które zaczynają się podobnie: { $words }
words-file-unusable = słów z pliku { $path } nie można użyć: { $why }
lasts-hours = { $n } godz.
lasts-minutes = { $n } min
invitation-tell = Podaj ten kod osobie pomagającej:
invitation-open = Ta osoba otwiera  { $page }  w dowolnej przeglądarce i wpisuje go tam
invitation-open-link = albo otwiera  { $link }
invitation-link-whole = Ten link zawiera cały kod: kto go zobaczy, może poprosić o połączenie. Nie dawaj go nikomu innemu.
invitation-link-number = Link zawiera tylko liczbę. Słowa osoba pomagająca musi jeszcze dostać od ciebie.
invitation-works = Kod działa przez { $lasts }, tylko jeden raz. Nie zamykaj tego okna.
saved = Zaproszenie jest zapisane jako { $path }. Przekaż ten plik osobie pomagającej. Nie ma w nim słów kodu, więc podaj je inną drogą, na przykład przez telefon.
mailed-by-program = Twój program pocztowy pokazuje wiadomość do { $to }. Wyślij ją tam. Nie ma w niej słów kodu, więc podaj je inną drogą, na przykład przez telefon.
mailed = Zaproszenie zostało wysłane do { $to }. Nie ma w nim słów kodu, więc podaj je inną drogą, na przykład przez telefon.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } prosi cię o pomoc przy swoim komputerze
email-what = { $user } prosi cię o spojrzenie na ekran swojego komputera i o pomoc. Wystarczy do tego przeglądarka.
email-open = Otwórz { $link }
email-open-server = albo otwórz { $server } i wybierz załączony plik przyciskiem „Otwórz plik zaproszenia”.
email-words = Zapytaj osobę { $user } o słowa kodu, na przykład przez telefon. Dla bezpieczeństwa nie ma ich w tej wiadomości.
email-connect = Wpisz słowa i swoje imię i naciśnij „Połącz”. Osoba { $user } zostanie zapytana o zgodę, zanim cokolwiek zobaczysz.
email-until = Zaproszenie działa dla jednej osoby pomagającej, do { $until }, i tylko wtedy, gdy na komputerze osoby { $user } otwarte jest Alongside.
email-unknown = Jeśli nie znasz osoby { $user } albo nie spodziewasz się tej wiadomości, nic nie rób.
email-time = %d.%m.%Y, %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = zezwalam
typed-no = nie
typed-never = nigdy
answers-yes-no = Wpisz "{ $yes }" albo "{ $no }" i naciśnij Enter:
answers-remember = Wpisz "{ $allow }" albo "{ $no }" i naciśnij Enter; "{ $never }" znaczy nie, bez ponownego pytania:
answers-control = Wpisz "{ $allow }" albo "{ $no }" i naciśnij Enter; "{ $never }" znaczy nie, bez ponownego pytania.
answers-control-and-prompts = Wpisz "{ $allow }" albo "{ $no }" i naciśnij Enter. "{ $prompts }" zezwala tej osobie także widzieć pytania systemu i pytania o hasło i na nie odpowiadać; "{ $never }" znaczy nie, bez ponownego pytania:
answers-lasting = Wpisz "{ $allow }" (tylko ten jeden raz), "{ $minutes }", "{ $session }" albo "{ $no }" i naciśnij Enter; "{ $never }" znaczy nie, bez ponownego pytania:
answers-files-in = Wpisz "{ $allow }" albo "{ $no }" i naciśnij Enter; "{ $never }" znaczy nie, bez ponownego pytania:
answers-files-out = Wpisz "{ $allow }" (jeden plik), "{ $minutes }", "{ $session }" albo "{ $no }" i naciśnij Enter; "{ $never }" znaczy nie, bez ponownego pytania. Żeby wysłać plik albo folder, wpisz /send i ścieżkę do niego:

## More that happens.

listening = Czekanie na osobę pomagającą pod adresem { $address }, dopóki tego nie zamkniesz.
left-out =
    { $n ->
        [one] Pominięto tu { $n } wiersz, bo nie został odczytany na czas. Dalej jest to, co obowiązuje teraz.
        [few] Pominięto tu { $n } wiersze, bo nie zostały odczytane na czas. Dalej jest to, co obowiązuje teraz.
        [many] Pominięto tu { $n } wierszy, bo nie zostały odczytane na czas. Dalej jest to, co obowiązuje teraz.
       *[other] Pominięto tu { $n } wiersza, bo nie zostały odczytane na czas. Dalej jest to, co obowiązuje teraz.
    }
prompts-unseen = Na tym pulpicie nie da się wykryć pytań systemu ani pytań o hasło, więc osoba pomagająca będzie je widzieć. Sterowanie można udostępnić tylko razem z nimi: gdy pojawi się pytanie, odpowiedz „{ $allow }”.
chat-too-long = wiadomość jest dłuższa niż { $n } B
chat-left-out =
    { $n ->
        [one] Wcześniej, gdy otwarte było pytanie, przyszła { $n } wiadomość, której nie można już pokazać.
        [few] Wcześniej, gdy otwarte było pytanie, przyszły { $n } wiadomości, których nie można już pokazać.
        [many] Wcześniej, gdy otwarte było pytanie, przyszło { $n } wiadomości, których nie można już pokazać.
       *[other] Wcześniej, gdy otwarte było pytanie, przyszło { $n } wiadomości, których nie można już pokazać.
    }
party-you = Ty
party-helper = Osoba pomagająca
log-begun = Dziennik tej sesji jest zapisywany w { $path }.
log-not-kept = Dziennika tej sesji nie można zapisać: { $why }. Sesja trwa dalej bez niego. Żeby go mieć, zwolnij miejsce albo zezwól na zapis w folderze Dokumenty.
log-required = Dziennika tej sesji nie można zapisać: { $why }. Właściciel tego komputera wymaga dziennika każdej sesji, więc sesja się kończy.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. Sprawdź adres i swoją sieć albo pomiń --server, żeby ten komputer sam był serwerem
input-too-long = oczekiwano wiersza, który ma najwyżej { $n } B
input-not-utf8 = oczekiwano tekstu UTF-8

## The window

window-failed = program uległ awarii; nic już nie jest udostępniane
window-focus-given = Ten przycisk został wybrany przez program, a nie przez ciebie. Dojdź do niego własnoręcznie klawiszem Tab i naciśnij jeszcze raz.
window-hung = To okno nie odpowiadało przez kilka sekund, więc sterowanie zostało odebrane osobie pomagającej.
window-alert = Przeczytaj to, proszę
window-alert-read = Przeczytane
window-meaning-connect = Ta osoba będzie widzieć wszystko, co jest na twoim ekranie, dopóki tego nie zakończysz. Nie będzie mogła klikać ani pisać. Jeśli ta osoba nie otrzymała od ciebie prośby o pomoc, nie zezwalaj.
window-meaning-control-without-prompts = Ta osoba będzie mogła klikać i pisać, tak jak ty. Patrz, co robi. Klawisz Esc natychmiast kończy wspólne sterowanie. Pytania systemu, pytania o hasło i okna uruchomione jako administrator nie przyjmują od niej niczego: obsługujesz je tylko ty.
window-meaning-control-time = Ta osoba będzie mogła klikać i pisać, tak jak ty. Patrz, co robi.
window-meaning-control-esc = Ta osoba będzie mogła klikać i pisać, tak jak ty. Patrz, co robi. Klawisz Esc natychmiast kończy wspólne sterowanie.
window-meaning-remember = Samo to niczego nie udostępnia. Program nadal za każdym razem cię zapyta, zanim ktokolwiek zobaczy twój ekran.
window-level-none = Najlepszy obraz
window-level-no-full-window-drag = Obraz odświeżany rzadziej, gdy porusza się coś dużego
window-level-no-background = Obraz odświeżany rzadziej i bez tapety
window-level-full = Jak najprościej
window-no-display = nie można tu otworzyć okna: { $why }. W terminalu `alongside share` robi to samo słowami
window-not-started = nie udało się uruchomić programu: { $why }
window-works-no-more = Czas kodu minął.
window-works-for =
    { $n ->
        [one] Kod działa jeszcze przez minutę, tylko jeden raz.
        [few] Kod działa jeszcze przez { $n } minuty, tylko jeden raz.
        [many] Kod działa jeszcze przez { $n } minut, tylko jeden raz.
       *[other] Kod działa jeszcze przez { $n } minuty, tylko jeden raz.
    }
window-message = Czy możesz mi pomóc przy komputerze? Otwórz, proszę, { $link } w przeglądarce i zadzwoń do mnie: podam ci słowa kodu. Mój ekran zobaczysz dopiero, gdy się zgodzę.
window-seconds-none = Czas minął.
window-seconds-left =
    { $n ->
        [one] Została { $n } sekunda.
        [few] Zostały { $n } sekundy.
        [many] Zostało { $n } sekund.
       *[other] Zostało { $n } sekundy.
    }
window-bar-lost = Połączenie z osobą { $helper } jest przerwane. Nic nie jest udostępniane.
window-bar-paused = Wstrzymano. Osoba { $helper } nie widzi twojego ekranu.
window-bar-control-esc = Osoba { $helper } też steruje. Esc to kończy.
window-bar-control-time = Osoba { $helper } też steruje, najwyżej { $n } min.
window-bar-seen = Osoba { $helper } może widzieć twój ekran.
window-rate = { $kbit } kbit/s
window-cap-error = Wpisz, proszę, liczbę od { $least } do { $most }.
window-end-folder-error = Nie można pokazać folderu z dziennikiem: { $why }.
window-log-at = To, co się działo, jest zapisane w { $path }.

## The window: the first view

window-start-title = Pomoc przy tym komputerze
window-start-what = Ktoś, komu ufasz, może patrzeć na twój ekran i ci pomagać, z dowolnej przeglądarki. To ty wybierasz, kto.
window-start-safe = Nikt niczego nie zobaczy, dopóki się nie zgodzisz, i w każdej chwili możesz to zakończyć.
window-start-get-help = Poproś o pomoc
window-start-cannot-allow = Ten pulpit nie mówi, czy przycisk naciskasz ty, czy program, więc w tym oknie nie można na nic zezwolić. W terminalu alongside share robi to samo słowami.
window-start-known = Albo poproś kogoś, kogo znasz, bez kodu:
window-start-again = Poproś o pomoc jeszcze raz
window-start-beginning = Wróć do początku
window-start-opening = Chwileczkę…
window-start-quit = Zamknij Alongside

## The window: the view with the invitation

window-invitation-title = Podaj ten kod osobie pomagającej
window-invitation-code = Kod zaproszenia
window-invitation-how = Najlepiej przez telefon. Podaj go tylko komuś, kogo znasz i kogo prosisz o pomoc.
window-invitation-spell = Przeliteruj
window-invitation-spell-less = Ukryj litery
window-invitation-open = Osoba pomagająca otwiera tę stronę w dowolnej przeglądarce i wpisuje tam kod:
window-invitation-link = Strona dla osoby pomagającej
window-invitation-copy-link = Kopiuj link
window-invitation-copy-message = Kopiuj wiadomość dla osoby pomagającej
window-invitation-link-copied = Link jest skopiowany. Wklej go tam, gdzie piszesz do osoby pomagającej.
window-invitation-message-copied = Wiadomość jest skopiowana. Wklej ją tam, gdzie piszesz do osoby pomagającej. Nie ma w niej słów kodu: podaj je przez telefon.
window-invitation-qr = Kod QR strony dla osoby pomagającej
window-invitation-unseen = Nikt nie może widzieć twojego ekranu.
window-invitation-new-code = Nowy kod
window-invitation-cancel = Nie proś teraz o pomoc

## The window: the view of a question

window-question-allow = Zezwól
window-question-refuse = Nie zezwalaj
window-question-never = Nie zezwalaj i nie pytaj więcej
window-question-with-prompts = Ta osoba może też widzieć pytania systemu i pytania o hasło i na nie odpowiadać
window-question-silence = Jeśli nic nie zrobisz, zgody nie będzie.

## The window: the view of a session

window-sharing-title = Sesja
window-sharing-stop-control = Zakończ wspólne sterowanie
window-sharing-pause = Wstrzymaj
window-sharing-resume = Wznów
window-sharing-chat = Czat
window-sharing-chat-unread = Czat ({ $count })
window-sharing-unread =
    { $n ->
        [one] { $n } nieprzeczytana wiadomość
        [few] { $n } nieprzeczytane wiadomości
        [many] { $n } nieprzeczytanych wiadomości
       *[other] { $n } nieprzeczytanej wiadomości
    }
window-sharing-hide = Ukryj to okno
window-sharing-disconnect = Rozłącz
window-sharing-remember = Zapamiętaj tę osobę
window-sharing-remember-why = Wtedy możesz poprosić ją o pomoc bez kodu. Mimo to program zapyta cię za każdym razem.
window-sharing-conversation = Czat i to, co się działo
window-sharing-message = Wiadomość do osoby pomagającej
window-sharing-send = Wyślij
window-sharing-wrote = Osoba { $helper } pisze: { $text }
window-sharing-cut = To, co było tu wcześniej, jest w dzienniku sesji.
window-sharing-bandwidth = Wolne połączenie?
window-sharing-rate = Ile jest teraz wysyłane?
window-sharing-cap = Nie wysyłaj więcej niż (kbit/s)

## The window: the question before a session is ended

window-leave-title = Czy chcesz zakończyć sesję?
window-leave-what = Osoba pomagająca nie będzie już widzieć twojego ekranu. Żeby znów otrzymać pomoc, potrzebujesz nowego kodu.
window-leave-end = Zakończ sesję
window-leave-stay = Kontynuuj

## The window: the view after a session

window-end-title = Sesja się zakończyła
window-end-show-log = Pokaż dziennik

## The window: people and settings

setup-people = Osoby
setup-settings = Ustawienia
setup-back = Wróć
setup-busy = Chwileczkę…
setup-done = Zapisano.
setup-save = Zapisz
setup-cancel = Anuluj
setup-not-here = nie można tego tutaj zmienić
setup-no-number = oczekiwano liczby
setup-device-counts = Każde naciśnięcie przez urządzenie „{ $device }” liczy się jako twoje. Może przez nie naciskać każdy program.
setup-bad-name = Tej nazwy nie można użyć: { $why }.
setup-offers-failed = Nie można teraz czekać na propozycje pomocy: { $why }. Nastąpi kolejna próba.
setup-last-helped = Ostatnia pomoc: { $date }.
setup-forget = Czy chcesz zapomnieć kontakt { $name }?
setup-people-unknown = Nie można odczytać twoich kontaktów: { $why }.
setup-kept-in = Twoje ustawienia są przechowywane w { $file }.
setup-logged-in = Dzienniki są przechowywane w { $folder }.
setup-nothing-shared = Nie można teraz nic udostępnić: { $why }.
setup-seconds =
    { $n ->
        [one] { $n } sekunda
        [few] { $n } sekundy
        [many] { $n } sekund
       *[other] { $n } sekundy
    }
setup-minutes =
    { $n ->
        [one] { $n } minuta
        [few] { $n } minuty
        [many] { $n } minut
       *[other] { $n } minuty
    }
setup-hours =
    { $n ->
        [one] { $n } godzina
        [few] { $n } godziny
        [many] { $n } godzin
       *[other] { $n } godziny
    }
setup-percent = { $n }%
setup-language-system = Taki jak w środowisku pulpitu
setup-colours-system = Tak jak w systemie
setup-colours-light = Ciemne na jasnym
setup-colours-dark = Jasne na ciemnym

## The window: offers of help

setup-offers-allow = Osoby pomagające, które znam, mogą proponować pomoc
setup-offers-what = Dopóki to okno jest otwarte, te osoby widzą, że można ci pomóc, i mogą poprosić o połączenie. Program za każdym razem cię zapyta, zanim ktokolwiek zobaczy twój ekran.

## The window: the view of the people

setup-people-title = Osoby, które mogą ci pomóc bez kodu
setup-people-nobody = Nie ma tu jeszcze nikogo. Gdy osoba pomagająca jest połączona, możesz ją zapamiętać.
setup-people-ask = Poproś o pomoc
setup-people-key = Pokaż klucz
setup-people-hide-key = Ukryj klucz
setup-people-key-is = Klucz tej osoby, w skrócie. Może ci przeczytać swój, do porównania:
setup-people-rename = Zmień nazwę
setup-people-new-name = Nowa nazwa
setup-people-forget = Zapomnij
setup-people-forgetting = Ta osoba nie będzie już mogła przyjść bez kodu. Żeby znów ją zapamiętać, obie strony muszą się na to zgodzić podczas połączenia.
setup-people-keep = Zachowaj
setup-people-by-owner = Właściciel tego komputera zdecydował, że ta osoba może proponować pomoc. Program zapyta cię za każdym razem.
setup-people-by-owner-unused = Właściciel tego komputera wskazał tę osobę, ale nie zezwala na proponowanie pomocy.

## The window: the view of the settings

setup-settings-title = Ustawienia
setup-settings-what = To, co tu zmienisz, obowiązuje od następnej sesji.
setup-settings-name = Twoje imię, takie jak je widzą osoby pomagające
setup-settings-server = Adres serwera, który łączy z osobami pomagającymi; puste pole oznacza, że serwerem jest ten komputer
setup-settings-view-only = Osoby pomagające mogą tylko patrzeć, nigdy sterować
setup-settings-log = Prowadź dziennik każdej sesji
setup-settings-bandwidth = Przy wolnym połączeniu
setup-settings-reconnect = Ile czekać na osobę pomagającą po utracie połączenia
setup-settings-expires = Czas działania kodu
setup-settings-map-port = Proś router o port dla bezpośredniego połączenia. Każdy w internecie może wtedy wysyłać pakiety do tego programu
setup-settings-text-size = Rozmiar tekstu w tym oknie
setup-settings-colours = Kolory tego okna
setup-settings-language = Język tego programu
setup-settings-device = Klawiatura ekranowa albo przełącznik
setup-settings-no-device = Zezwolić na coś można tylko twoją własną myszą albo klawiaturą.
setup-settings-choose-device = Wybierz urządzenie

## The window: the view of the device for assistance

setup-device-title = Urządzenie, które naciska za ciebie
setup-device-what = Klawiatura ekranowa albo przełącznik naciska przez urządzenie pulpitu. Jeśli tu je wskażesz, to, co ono naciśnie, liczy się jak twoje naciśnięcie, na przykład „Zezwól”.
setup-device-opens = To otwiera furtkę: każdy program na tym komputerze może naciskać przez to urządzenie, a więc zezwalać na coś zamiast ciebie. Od chwili rozpoczęcia wspólnego sterowania aż do końca sesji to urządzenie się nie liczy.
setup-device-how = Naciśnij przycisk poniżej myszą albo klawiaturą tego komputera lub poproś o to kogoś, kto jest obok ciebie.
setup-device-known = Urządzenia tego pulpitu:
setup-device-name = Nazwa urządzenia
setup-device-none = Bez urządzenia

## The window: who decided what holds

setup-decided-default = To ustawienie domyślne.
setup-decided-file = To twój wybór.
setup-decided-variable = Decyduje o tym zmienna środowiskowa, dopóki ten program działa.
setup-decided-command-line = Wybrano to przy uruchomieniu programu i obowiązuje do jego zamknięcia.
setup-decided-owner = Zdecydował o tym właściciel tego komputera. Nie możesz tego zmienić.

## The window: an invitation as a file or by e-mail

sending-not-open = zaproszenie nie jest już otwarte, więc nie ma czego wysłać. Poproś o pomoc jeszcze raz
sending-enough-mail = dla tego zaproszenia nie zostanie wysłany żaden kolejny e-mail. Zapisz je jako plik albo podaj kod osobie pomagającej
mail-unwritten = nie można napisać wiadomości: { $why }
mail-unattached = nie można zapisać załącznika: { $why }
mail-no-program = nie ma tu { $program }, żeby otworzyć program pocztowy; uzupełnij [email] w konfiguracji albo zapisz zaproszenie jako plik (--save-as)
mail-program-failed = nie można użyć { $program }: { $why }
mail-unopened = nie otworzył się żaden program pocztowy ({ $program }: { $status }); uzupełnij [email] w konfiguracji albo zapisz zaproszenie jako plik (--save-as)
mail-slow = serwer poczty { $host } nie przyjął wiadomości na czas
mail-silent = serwer poczty { $host } nie odpowiedział na czas
mail-login = serwer poczty { $host } odrzucił logowanie; sprawdź user i password_file w [email]
mail-refused = serwer poczty { $host } odrzucił wiadomość: { $reply }
mail-insecure = nie ma bezpiecznego połączenia z serwerem poczty { $host }: { $why }; sprawdź tls i port w [email]
mail-unusable = nie można użyć serwera poczty { $host }: { $why }; sprawdź host, port i tls w [email]
sending-file-name = Zaproszenie
sending-title = Albo przekaż osobie pomagającej zaproszenie:
sending-file = Zapisz jako plik
sending-path = Plik do zapisania
sending-save = Zapisz
sending-path-error = Wpisz, proszę, nazwę pliku albo całą ścieżkę do niego, zaczynając od ukośnika.
sending-mail = Wyślij e-mailem
sending-address = Adres e-mail osoby pomagającej
sending-address-error = Wpisz, proszę, jeden adres e-mail, na przykład jacky@example.org.
sending-sending = Trwa wysyłanie e-maila…
sending-opening = Trwa otwieranie twojego programu pocztowego…
sending-without-words = Zaproszenie mówi, gdzie osoba pomagająca może się z tobą połączyć i do kiedy. Nie ma w nim słów kodu: podaj je przez telefon.
sending-send = Wyślij e-mail
sending-open = Otwórz w moim programie pocztowym
sending-forbidden-program = Właściciel tego komputera zdecydował, że e-maile wysyła się tylko przez serwer poczty, a w twoich ustawieniach nie ma żadnego.
sending-forbidden-server = Właściciel tego komputera zdecydował, że e-maile wysyła tylko program pocztowy pulpitu, a w twoich ustawieniach jest serwer poczty.
sending-forbidden-all = Właściciel tego komputera zdecydował, że zaproszeń nie wysyła się e-mailem.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = Nie ma już na co odpowiadać.
consent-no-evidence = To okno nie potrafi tu rozpoznać, czy przycisk naciskasz ty, czy program. Odpowiedz w terminalu.
consent-no-press = To nie przyszło z twojej myszy ani klawiatury. Naciśnij przycisk własnoręcznie: myszą, klawiszem Enter albo spacją.
consent-program = Nacisnął to program, a nie ty. Jeśli chcesz na to zezwolić, użyj własnej myszy albo klawiatury.
consent-program-may = Inny program, na przykład zdalny pulpit, może tu teraz naciskać klawisze i przyciski. Zakończ go i naciśnij jeszcze raz.
consent-program-too = Klawisze albo przyciski naciskał też program. Poczekaj chwilę i naciśnij jeszcze raz myszą.
consent-too-soon = To było za szybko. Przeczytaj pytanie i naciśnij jeszcze raz.
consent-held = Klawisz był naciśnięty, zanim pojawiło się pytanie, albo był przytrzymany. Puść go i naciśnij jeszcze raz.
consent-typing = Właśnie trwało pisanie. Przeczytaj pytanie i naciśnij jeszcze raz.
consent-remapped = Klawiatura albo mysz została ustawiona na nowo. Poczekaj chwilę i naciśnij jeszcze raz myszą.
consent-pointer-waited = Wskaźnik był na przycisku już wtedy, gdy pojawiło się pytanie. Odsuń go, przesuń z powrotem i naciśnij jeszcze raz.
consent-pointer-elsewhere = Wskaźnik nie jest na przycisku. Przesuń go tam i naciśnij jeszcze raz.
consent-pointer-moved = Wskaźnik został przesunięty, ale nie twoją myszą. Odsuń go, przesuń z powrotem i naciśnij jeszcze raz.
consent-window-changed = To okno zostało właśnie przesunięte albo zakryte. Spójrz na nie i naciśnij jeszcze raz.
consent-window-covered = To okno musi być widoczne w całości. Odsuń to, co je zakrywa, i naciśnij jeszcze raz.
consent-presses-proved = Możesz zezwalać w oknie: przycisk liczy się jako naciśnięty przez ciebie, dopóki żaden inny program nie może naciskać. Nie wiadomo, czy coś nie zasłania okna.
consent-presses-not-proved = W oknie nie można na nic zezwolić, tylko w terminalu.

## The window: the code said aloud

speech-say = Przeczytaj na głos
speech-stop = Przestań czytać
speech-heard = Kod usłyszą wszyscy w pokoju. Odtwarzaj go na głos tylko tam, gdzie możesz.
speech-failed-not-here = W tym systemie kodu nie można jeszcze przeczytać na głos.
speech-failed-not-installed = Na tym komputerze nie ma programu, który mówi. Zainstaluj pakiet { $package }, żeby kod był czytany na głos.
speech-failed = Głos tego komputera nie działa. Czy jest tu głośnik?
speech-failed-system = Nie można uruchomić głosu: { $why }.

## The window: the small picture of what the Helper sees

seen-show = Co widzi osoba pomagająca
seen-hide = Ukryj to, co widzi osoba pomagająca
seen-picture = To teraz widzi osoba pomagająca
seen-what = To teraz widzi osoba pomagająca, bez paska u góry.
seen-nothing = Osoba pomagająca nic teraz nie widzi.
seen-soon = Obraz pojawi się za chwilę.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = Pokaż okno
desk-asked = Alongside ma do ciebie pytanie
desk-seen = Twój ekran jest widoczny
desk-controlled = Osoba pomagająca też steruje
desk-wrote = Osoba pomagająca napisała do ciebie
desk-ended = Sesja się zakończyła
desk-asked-connect = Osoba { $helper } chce się połączyć i widzieć twój ekran.
desk-asked-control = Osoba { $helper } chce razem z tobą sterować twoim komputerem.
desk-asked-clipboard-read = Osoba { $helper } chce otrzymywać to, co kopiujesz.
desk-asked-clipboard-write = Osoba { $helper } chce umieścić coś w twoim schowku.
desk-asked-file-in = Osoba { $helper } chce wysłać ci pliki.
desk-asked-file-out = Osoba { $helper } prosi cię o plik.
desk-asked-point = Osoba { $helper } chce wskazywać coś na twoim ekranie.
desk-asked-remember = Czy chcesz zapamiętać osobę { $helper }?
desk-answer = Odpowiedz w oknie. Jeśli nic nie zrobisz, zgody nie będzie.
desk-wrote-what = Osoba { $helper } napisała do ciebie.

## Helpers whom the User remembers, and offers

contacts-no-key = To, co osoba pomagająca wysłała jako klucz, nie jest kluczem, więc nikogo nie zapamiętano.
contacts-none = Nie masz zapamiętanej żadnej osoby pomagającej. Wpisz /remember, gdy jakaś jest połączona.
contacts-no-server = Kto jest teraz dostępny, wie tylko twój serwer; wskaż go przez --server URL.
contacts-to-needs-no-code = --to nie potrzebuje kodu, więc nie ma czego zapisać ani wysłać e-mailem i nie ma do czego wybierać słów. Pomiń --to albo --save-as, --email, --choose-words i --words-file
contacts-not-remembered-no-answer = Osoba pomagająca nie odpowiedziała, więc nikogo nie zapamiętano.
contacts-not-remembered-unproven = Osoba pomagająca nie mogła udowodnić, że wysłany klucz należy do niej, więc nikogo nie zapamiętano.
contacts-not-remembered-declined = Osoba pomagająca nie chce być zapamiętana albo jej przeglądarka tego nie potrafi.
contacts-asker = { $alias } (przedstawia się jako { $helper })
contacts-proven-code = Ta osoba udowodniła, że zna twój kod.
contacts-proven-contact = Ta osoba udowodniła, że to twój kontakt { $helper }.
contacts-proven-policy = Ta osoba udowodniła, że to { $helper }, czyli ktoś, komu właściciel tego komputera zezwala proponować pomoc.
contacts-remember = Osoba { $helper } proponuje, żebyście pamiętali się nawzajem. Wtedy możesz poprosić ją o pomoc bez kodu, poleceniem: alongside share --to NAZWA. Program nadal za każdym razem cię zapyta, zanim ktokolwiek zobaczy twój ekran. Czy chcesz zapamiętać osobę { $helper }?
contacts-waiting-available = Czekanie na osobę { $helper }, która jest teraz dostępna. Kod nie jest potrzebny.
contacts-waiting = Czekanie na osobę { $helper }, która nie jest teraz dostępna. Kod nie jest potrzebny; nie zamykaj tego.
contacts-waiting-for-offers = Pomoc mogą zaproponować: { $helpers }. Teraz dostępne osoby: { $available }. Program zapyta cię, zanim ktokolwiek zobaczy twój ekran.
contacts-nobody = brak
contacts-left-out =
    { $n ->
        [one] Nie ma miejsca, żeby czekać na wszystkie osoby pomagające naraz; { $n } z nich nie może znaleźć tego komputera. Zapomnij kontakty, których już nie potrzebujesz: alongside contacts forget NAZWA
        [few] Nie ma miejsca, żeby czekać na wszystkie osoby pomagające naraz; { $n } z nich nie mogą znaleźć tego komputera. Zapomnij kontakty, których już nie potrzebujesz: alongside contacts forget NAZWA
        [many] Nie ma miejsca, żeby czekać na wszystkie osoby pomagające naraz; { $n } z nich nie może znaleźć tego komputera. Zapomnij kontakty, których już nie potrzebujesz: alongside contacts forget NAZWA
       *[other] Nie ma miejsca, żeby czekać na wszystkie osoby pomagające naraz; { $n } z nich nie może znaleźć tego komputera. Zapomnij kontakty, których już nie potrzebujesz: alongside contacts forget NAZWA
    }
contacts-stranger = Ktoś, kto nie jest tu znany, próbował połączyć się bez kodu i został odrzucony.
contacts-stranger-often = Ktoś, kto nie jest tu znany, próbował połączyć się bez kodu ({ $n } razy) i został odrzucony.
contacts-remembered = Ty i osoba { $helper } pamiętacie się nawzajem. Następnym razem: alongside share --to { $name }
contacts-remembered-already = Ty i osoba { $helper } już pamiętacie się nawzajem. Następnym razem: alongside share --to { $name }
contacts-other-key = OSTRZEŻENIE: to nie jest klucz twojego kontaktu { $helper }. Ktoś może się podawać za osobę { $helper } albo osoba { $helper } używa teraz innej przeglądarki. Nikogo nie zapamiętano. Jeśli masz pewność, kto to jest, najpierw zapomnij ten kontakt: alongside contacts forget { $name }
contacts-not-kept = Osoba pomagająca nie została zapamiętana: { $why }. Sesja trwa dalej.
contacts-not-noted = Nie zapisano, że ten kontakt ci teraz pomaga: { $why }. Sesja trwa dalej.
contacts-names-unknown = Nie można odczytać twoich kontaktów: { $why }. Nie będzie ostrzeżenia, gdy ktoś użyje imienia jednego z nich.
contacts-column-name = NAZWA
contacts-column-key = KLUCZ
contacts-column-since = OD
contacts-column-last = OSTATNIO
contacts-column-now = TERAZ
contacts-available-yes = dostępna
contacts-available-no = -
contacts-available-unknown = nie wiadomo
contacts-not-asked = Nie wiadomo, kto jest teraz dostępny: { $why }.
contacts-own-fingerprint = Odcisk klucza:
contacts-own-key = Klucz publiczny:

## Names that others chose

names-quoted = „{ $name }”
names-resembles-code = OSTRZEŻENIE: to może nie być znana ci osoba { $known }. Każdy, kto ma twój kod, może wybrać takie imię, a klucz osoby { $known } nie został pokazany.
names-resembles = OSTRZEŻENIE: to nie jest znana ci osoba { $known }. Ta osoba sama wybrała takie imię.

## The rights beside the picture and control

typed-allow-clipboard = zezwalam na schowek
typed-for-minutes = 10 minut
typed-for-session = w tej sesji
rights-clipboard-works = To, co skopiuje jedna strona, druga może wkleić, gdy się na to zgodzisz.
rights-no-clipboard-here = Na tym pulpicie nie można udostępnić schowka: tego, co skopiuje jedna strona, druga nie może wkleić.
rights-clipboard-emptied = Twój schowek jest teraz pusty: nie udało się umieścić w nim tego, co wysłała osoba pomagająca, a to, co było w nim wcześniej, przepadło.
rights-read-meaning = „Ten jeden raz” oznacza następną rzecz, którą skopiujesz. Zgodę możesz cofnąć w każdej chwili.
rights-write-meaning = „Ten jeden raz” oznacza jedną rzecz. Nic nie zostanie samo wklejone ani otwarte.
rights-clipboard-read = Osoba { $asker } chce odtąd otrzymywać to, co kopiujesz: teksty i obrazy. To, co było skopiowane wcześniej, nie zostanie wysłane, tak samo jak to, co menedżer haseł oznacza jako tajne. Czy chcesz na to zezwolić?
rights-clipboard-write = Osoba { $asker } chce umieścić coś w twoim schowku, żeby można było to wkleić. Zniknie przy tym to, co było skopiowane ostatnio. Czy chcesz na to zezwolić?
rights-what-look = oglądanie twojego ekranu
rights-what-control = używanie twojej myszy i klawiatury
rights-what-system-prompts = oglądanie pytań systemu i pytań o hasło oraz odpowiadanie na nie
rights-what-clipboard-read = otrzymywanie tego, co kopiujesz
rights-what-clipboard-write = umieszczanie czegoś w twoim schowku
rights-what-point = wskazywanie i rysowanie na twoim ekranie
rights-what-type = pisanie
rights-what-file-in = wysłanie ci tych plików
rights-what-file-out = otrzymanie pliku, który wybierzesz
rights-what-sound = słuchanie dźwięku twojego komputera
rights-what-voice = rozmowę z tobą
rights-what-record = nagrywanie sesji
rights-what-another-helper = wprowadzenie jeszcze jednej osoby pomagającej
rights-what-hand-over = przekazanie pomocy innej osobie pomagającej
rights-may = Ta osoba ma zgodę na { $what }.
rights-granted-once = Osoba { $helper } ma zgodę na { $what }, jeden raz. Cofniesz ją w oknie albo wpisując /revoke { $right }.
rights-granted-minutes = Osoba { $helper } ma zgodę na { $what }, przez { $n } min. Cofniesz ją w oknie albo wpisując /revoke { $right }.
rights-granted-session = Osoba { $helper } ma zgodę na { $what }, do końca sesji. Cofniesz ją w oknie albo wpisując /revoke { $right }.
rights-ended-time = Czas minął: osoba { $helper } nie ma już zgody na { $what }.
rights-ended-by-user = Osoba { $helper } nie ma już zgody na { $what }.
rights-ended-by-helper = Osoba { $helper } już tego nie potrzebuje i nie ma zgody na { $what }.
rights-unknown = Po /revoke wpisz jedno z tych słów: { $rights }.

## The window: rights

window-rights-this-time = Zezwól jeden raz
window-rights-ten-minutes = Zezwól na 10 minut
window-rights-session = Zezwól do końca sesji
window-rights-revoke = Cofnij zgodę
window-rights-title = Co wolno osobie pomagającej

## What stops control

control-stops-esc = Wspólne sterowanie możesz zakończyć w każdej chwili klawiszem Esc.
control-stops-time = Na tym pulpicie klawisz Esc nie kończy wspólnego sterowania. Kończy je przycisk „{ $button }”, /stop w terminalu albo znak udostępniania na pulpicie. Samo zakończy się po { $n } minutach.
control-stops-it-esc = Naciśnij Esc, żeby to zakończyć.
control-stops-it-time = Zakończ to przyciskiem „{ $button }” w oknie albo wpisując /stop w terminalu: Esc tego nie kończy. Samo zakończy się po { $n } minutach.
control-ended-time = Minęło { $n } minut, więc osoba pomagająca już nie steruje. Może poprosić ponownie.
control-ended-by-user = Wspólne sterowanie zostało przez ciebie zakończone.
control-ended-by-helper = Osoba pomagająca oddała sterowanie.

## Files

typed-allow-files = zezwalam na pliki
files-incoming-meaning = Zostaną zapisane na tym komputerze pod nazwami, które nadała im osoba pomagająca. Otwieraj je tylko wtedy, gdy wiesz, co to jest. W każdej chwili możesz to zatrzymać.
files-outgoing-meaning = Samo to niczego nie wysyła: każdy plik wybierasz ty. Zgodę możesz cofnąć w każdej chwili.
files-incoming =
    { $n ->
        [one] Osoba { $asker } chce wysłać ci plik ({ $size }). Zostanie zapisany w { $folder }, ale nie otwarty. Czy chcesz go przyjąć?
        [few] Osoba { $asker } chce wysłać ci { $n } pliki ({ $size }). Zostaną zapisane w { $folder }, ale nie otwarte. Czy chcesz je przyjąć?
        [many] Osoba { $asker } chce wysłać ci { $n } plików ({ $size }). Zostaną zapisane w { $folder }, ale nie otwarte. Czy chcesz je przyjąć?
       *[other] Osoba { $asker } chce wysłać ci { $n } pliku ({ $size }). Zostaną zapisane w { $folder }, ale nie otwarte. Czy chcesz je przyjąć?
    }
files-incoming-folder =
    { $n ->
        [one] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } plik ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
        [few] Osoba { $asker } chce wysłać ci folder { $name }, w którym są { $n } pliki ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
        [many] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } plików ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
       *[other] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } pliku ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
    }
files-incoming-folder-empty =
    { $n ->
        [one] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } plik i { $empty } ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
        [few] Osoba { $asker } chce wysłać ci folder { $name }, w którym są { $n } pliki i { $empty } ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
        [many] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } plików i { $empty } ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
       *[other] Osoba { $asker } chce wysłać ci folder { $name }, w którym jest { $n } pliku i { $empty } ({ $size }). Folder zostanie zapisany w { $folder }, ale nic nie zostanie otwarte. Czy chcesz go przyjąć?
    }
files-empty-folders =
    { $n ->
        [one] { $n } pusty folder
        [few] { $n } puste foldery
        [many] { $n } pustych folderów
       *[other] { $n } pustego folderu
    }
files-offered = { $name }, { $size }
files-programs-first =
    { $n ->
        [one] { $n } z nich może działać jako program i jest na początku:
        [few] { $n } z nich mogą działać jako programy i są na początku:
        [many] { $n } z nich może działać jako programy i są na początku:
       *[other] { $n } z nich może działać jako programy i są na początku:
    }
files-more = i jeszcze { $n }, razem { $size }
files-incoming-any = Osoba { $asker } chce wysłać ci pliki. Czy chcesz je przyjąć?
files-outgoing = Osoba { $asker } prosi cię o plik. Otrzyma tylko te pliki i foldery, które ty wybierzesz. Czy chcesz na to zezwolić?
files-your-helper = pomagającej
files-notice-coming = Plik { $name } jest w drodze do ciebie.
files-notice-offered = Plik { $name } jest proponowany osobie { $helper }.
files-notice-running = { $name }: { $part } z { $size }.
files-notice-paused = { $name }: wstrzymano, dopóki tego nie wznowisz.
files-notice-arrived = Plik { $name } dotarł. Jest tutaj: { $path }
files-notice-sent = Plik { $name } został wysłany osobie { $helper }.
files-notice-not-arrived = Plik { $name } nie dotarł: { $why }.
files-notice-not-sent = Plik { $name } nie został wysłany: { $why }.
files-folder-arrived =
    { $n ->
        [one] Folder { $name } dotarł, z całą zawartością ({ $n } plik).
        [few] Folder { $name } dotarł, z całą zawartością ({ $n } pliki).
        [many] Folder { $name } dotarł, z całą zawartością ({ $n } plików).
       *[other] Folder { $name } dotarł, z całą zawartością ({ $n } pliku).
    }
files-folder-not-arrived = Folder { $name } nie dotarł.
files-folder-partly = Z folderu { $name } nie dotarła część plików: { $n } z { $count }.
files-folder-at = Jest tutaj: { $path }
files-folder-first = Pierwszy z nich to { $file }: { $why }.
files-folder-why = Dlaczego: { $why }.
files-not-come =
    { $n ->
        [one] { $n } plik, na który jest twoja zgoda, nie przychodzi od 5 minut i może już nie przyjść.
        [few] { $n } pliki, na które jest twoja zgoda, nie przychodzą od 5 minut i mogą już nie przyjść.
        [many] { $n } plików, na które jest twoja zgoda, nie przychodzi od 5 minut i może już nie przyjść.
       *[other] { $n } pliku, na które jest twoja zgoda, nie przychodzi od 5 minut i może już nie przyjść.
    }
files-failure-cancelled = anulowano
files-failure-not-allowed = nie ma już na to zgody
files-failure-changed = zawartość zmieniła się podczas wysyłania
files-failure-damaged = zawartość uległa uszkodzeniu po drodze
files-failure-disk-full = na dysku nie ma miejsca
files-failure-page-reloaded = osoba pomagająca wczytała stronę ponownie
files-failure-stalled = od 5 minut nic z tego nie przyszło
files-failure-unanswered = osoba pomagająca nie powiedziała w ciągu 15 minut, czy chce to przyjąć
files-failure-too-large = druga przeglądarka nie może pomieścić tak wiele
files-failure-scanner = nie przepuszcza tego program antywirusowy
files-failure-failed = odczyt albo zapis się nie udał
files-not-sent = Nie wysłano { $path }: { $why }.
files-not-sent-owner = właściciel tego komputera na to nie zezwala
files-not-sent-paused = udostępnianie jest wstrzymane
files-not-sent-nobody = nie jest połączona żadna osoba pomagająca
files-not-sent-now = teraz nie jest to możliwe
files-no-file = to nie jest plik
files-large = to za duże
files-many = jest w nim za dużo plików albo za dużo folderów jeden w drugim: zrób z tego archiwum ZIP i wyślij je
files-within = { $file } w środku: { $why }
files-disk = nie można tego odczytać: { $why }
files-links-left-out =
    { $n ->
        [one] W { $path } nie zostanie wysłane { $n } dowiązanie lub urządzenie: wysyłane są tylko pliki i foldery.
        [few] W { $path } nie zostaną wysłane { $n } dowiązania lub urządzenia: wysyłane są tylko pliki i foldery.
        [many] W { $path } nie zostanie wysłanych { $n } dowiązań lub urządzeń: wysyłane są tylko pliki i foldery.
       *[other] W { $path } nie zostanie wysłane { $n } dowiązania lub urządzenia: wysyłane są tylko pliki i foldery.
    }
files-size-bytes =
    { $n ->
        [one] { $n } bajt
        [few] { $n } bajty
        [many] { $n } bajtów
       *[other] { $n } bajta
    }
files-decimal-mark = ,
files-dialog-failed = Okno wyboru nie zadziałało: { $why }. Wpisz ścieżkę.
files-dialog-elsewhere = Tego, co zostało wybrane, nie ma na tym komputerze. Najpierw zapisz to tutaj, a potem wybierz jeszcze raz.
files-too-many =
    { $n ->
        [one] To jest { $n } plik. Naraz można wysłać najwyżej { $most }: wybierz mniej albo folder, w którym się znajduje.
        [few] To są { $n } pliki. Naraz można wysłać najwyżej { $most }: wybierz mniej albo folder, w którym się znajdują.
        [many] To jest { $n } plików. Naraz można wysłać najwyżej { $most }: wybierz mniej albo folder, w którym się znajdują.
       *[other] To jest { $n } pliku. Naraz można wysłać najwyżej { $most }: wybierz mniej albo folder, w którym się znajdują.
    }

## The window: files

window-files-send = Wyślij plik albo folder
window-files-while-controlled = Nie podczas wspólnego sterowania: plik mogłaby wybrać osoba pomagająca. Najpierw zakończ wspólne sterowanie.
window-files-offered = Pliki
window-files-path = Plik albo folder do wysłania
window-files-files = Wybierz pliki…
window-files-folder = Wybierz folder…
window-files-files-title = Pliki dla osoby pomagającej
window-files-folder-title = Folder dla osoby pomagającej
window-files-chosen = Wybrane do wysłania
window-files-send-chosen = Wyślij wybrane
window-files-forget = Nie wysyłaj
window-files-chosen-while-controlled = To, co wybrano, nie zostanie wysłane: trwa wspólne sterowanie, więc w oknie wyboru mogła naciskać osoba pomagająca. Zakończ wspólne sterowanie i wybierz jeszcze raz.
window-files-no-dialog = Ten pulpit nie ma do tego okna wyboru. Wpisz ścieżkę.
window-files-strange-name = Tej nazwy nie można użyć: ma w sobie coś, co nie jest znakiem. Zmień nazwę.
window-files-pause = Wstrzymaj
window-files-pause-folder = Wstrzymaj folder
window-files-continue = Wznów
window-files-cancel = Anuluj
window-files-cancel-folder = Anuluj folder
window-files-send-this = Wyślij to

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = zezwalam na wskazywanie
marks-meaning = Klawisz Esc, wstrzymanie albo cofnięcie zgody usuwa wszystko, co narysowała ta osoba.
marks-question = Osoba { $asker } chce wskazywać coś na twoim ekranie, rysować na nim i proponować kroki. To, co narysuje, leży nad twoimi oknami i niczego nie klika. Czy chcesz na to zezwolić?
marks-step-button = { $text } (przycisk „{ $name }”)
marks-step-check-box = { $text } (pole wyboru „{ $name }”)
marks-step-radio-button = { $text } (opcja „{ $name }”)
marks-step-switch = { $text } (przełącznik „{ $name }”)
marks-step-link = { $text } (link „{ $name }”)
marks-step-menu = { $text } (menu „{ $name }”)
marks-step-menu-item = { $text } (pozycja menu „{ $name }”)
marks-step-field = { $text } (pole „{ $name }”)
marks-step-list = { $text } (lista „{ $name }”)
marks-step-item = { $text } (pozycja „{ $name }”)
marks-step-tab = { $text } (karta „{ $name }”)
marks-step-slider = { $text } (suwak „{ $name }”)
marks-step-other = { $text } („{ $name }”)
marks-next = Krok { $n } z { $count }: { $text }
marks-all-done = Wszystkie kroki są wykonane.
marks-suggested = Osoba { $helper } proponuje krok { $n } z { $count } (/next po wykonaniu)
marks-none = Osoba { $helper } nie proponuje już żadnych kroków.
marks-suggests = Osoba { $helper } proponuje: { $step } Po wykonaniu wpisz /next.
marks-listed = { $n }. { $text }
marks-listed-done = Wykonane: { $n }. { $text }

## The window: steps

window-steps-title = Co proponuje osoba pomagająca
window-steps-next = Następny krok
window-steps-done = Gotowe

## The bandwidth

bandwidth-untouched = Tapeta i efekty tego pulpitu nie zostały zmienione, bo alongside nie wie, jak to zrobić. Obraz i tak zostanie zmniejszony.
bandwidth-recovered = Twój pulpit znów wygląda jak przedtem: ostatnia sesja nie zakończyła się prawidłowo i zostawiła go zmieniony.
bandwidth-nothing-to-restore = Nie ma czego przywracać: żadna sesja nie zostawiła zmienionego pulpitu.
bandwidth-gives-none = nic nie jest ograniczane z powodu wolnego łącza
bandwidth-gives-no-full-window-drag = obraz odświeżany rzadziej, gdy porusza się coś dużego
bandwidth-gives-no-background = obraz odświeżany rzadziej, gdy porusza się coś dużego, i bez tapety
bandwidth-gives-full = obraz odświeżany rzadziej, gdy porusza się coś dużego, bez tapety, bez efektów, bez wygładzania czcionek i mniej kolorów
bandwidth-level = Poziom oszczędzania łącza { $level }: { $what }. Teraz wysyłane jest { $kbit } kbit/s.
bandwidth-level-most = Poziom oszczędzania łącza { $level }: { $what }. Teraz wysyłane jest { $kbit } kbit/s, najwyżej { $most } kbit/s.
bandwidth-usage = Wpisz samo /bandwidth, żeby to zobaczyć; z none, no-full-window-drag, no-background albo full, żeby ustawić poziom; albo z liczbą od { $least } do { $most }, żeby nie wysyłać więcej kbit/s.
bandwidth-not-changed = Pulpit nie wygląda tak, jak chce ten poziom: { $why }.
bandwidth-not-restored = Pulpit może nie wyglądać jak przedtem: { $why }. Następne uruchomienie spróbuje jeszcze raz, podobnie jak: alongside restore-desktop

## A question of the desktop itself

portal-asks = Twój pulpit pyta teraz, który ekran może widzieć osoba pomagająca: wybierz go tam i wyraź zgodę. Przedtem nic nie będzie widać, a odmowa kończy sesję.
portal-asks-switch = Jeśli osoba pomagająca ma kiedyś móc używać twojej myszy i klawiatury, włącz tam także „Zdalne sterowanie”: nikt ich nie użyje, dopóki nie zgodzisz się tutaj jeszcze raz.
portal-may-ask = Twój pulpit może teraz zapytać, który ekran może widzieć osoba pomagająca, a także o mysz i klawiaturę: wybierz i wyraź zgodę tam. Odmowa kończy sesję. Nikt nie użyje myszy ani klawiatury, dopóki nie zgodzisz się tutaj jeszcze raz.
portal-restored = Za twoją zgodą pulpit zapamiętał, co może widzieć osoba pomagająca. Teraz może to pokazać bez pytania. Żeby następnym razem wybrać od nowa, usuń { $file }.
portal-restored-input = Nikt nie użyje myszy ani klawiatury, dopóki nie zgodzisz się tutaj jeszcze raz.

## The built-in server in a network of strangers

public-network-asked = Czy inni w tej sieci mogą próbować połączyć się z twoim komputerem?
public-network-refused = ta sieć jest traktowana jako publiczna i nie było zgody, żeby inni w niej próbowali połączyć się z tym komputerem. Jeśli ufasz osobom w tej sieci, ustaw ją jako prywatną w ustawieniach systemu Windows (Sieć i Internet) albo uruchom program z --listen 0.0.0.0:7575. W przeciwnym razie użyj serwera (--server URL) albo pozwól łączyć się tylko temu komputerowi (--listen 127.0.0.1:7575)
public-network-refused-in-window = ta sieć jest traktowana jako publiczna i nie było zgody, żeby inni w niej próbowali połączyć się z tym komputerem. Jeśli ufasz osobom w tej sieci, ustaw ją jako prywatną w ustawieniach systemu Windows (Sieć i Internet) albo zamknij Alongside i uruchom jeszcze raz, żeby pytanie pojawiło się ponownie. W przeciwnym razie wpisz serwer w Ustawieniach
public-network-kind-said-unknown = System nie mówi, jaka to sieć.
public-network-kind-said-domain = System mówi, że to sieć organizacji.
public-network-kind-said-private = System mówi, że to sieć prywatna.
public-network-kind-said-unclear = System nie powiedział, jaka to sieć, dlatego jest traktowana jako publiczna.
public-network-kind-said-public = System mówi, że to sieć publiczna.
public-network-meaning = Ta sieć jest traktowana jako publiczna, jak w kawiarni albo w hotelu. Żeby osoba pomagająca mogła się połączyć, Alongside musi czekać na połączenia pod adresem { $address }, a wtedy każdy w tej sieci mógłby próbować połączyć się z twoim komputerem. Nikt nie zobaczy twojego ekranu, jeśli na to nie zezwolisz. Zgoda obowiązuje do zamknięcia Alongside.

## A part of the program has failed

parts-failed-pictures = Część programu alongside uległa awarii: ta, która pokazuje twój ekran. Sesja się kończy.
parts-failed-picture = Część programu alongside uległa awarii: ta, która wysyła obraz. Sesja się kończy.
parts-failed-channels = Część programu alongside uległa awarii: ta, która słucha osoby pomagającej. Sesja się kończy.
parts-failed-signal-link = Część programu alongside uległa awarii: ta, która utrzymuje kontakt z serwerem. Sesja się kończy.
parts-failed-mail = Część programu alongside uległa awarii: ta, która wysyła twoje zaproszenie. Mogło nie zostać wysłane.
parts-failed-contacts = Część programu alongside uległa awarii: ta, która zna twoje kontakty. Sesja się kończy.
parts-failed-log = Część programu alongside uległa awarii: ta, która zapisuje dziennik. Sesja się kończy.
parts-failed-input = Część programu alongside uległa awarii: ta, która pisze i klika. Sesja się kończy.
parts-failed-panic-key = Część programu alongside uległa awarii: ta, która czeka na klawisz Esc. Sesja się kończy.
parts-failed-prompts = Część programu alongside uległa awarii: ta, która wykrywa pytania o hasło. Sesja się kończy.
parts-failed-press-watch = Część programu alongside uległa awarii: ta, która widzi, czy przycisk naciskasz ty, czy program. Odpowiadaj na pytania w terminalu.
parts-failed-desk = Część programu alongside uległa awarii: ta, która pokazuje powiadomienia i ikonę programu. To samo pokazuje okno.
parts-failed-appearance = Część programu alongside uległa awarii: ta, która zmienia wygląd pulpitu. Jeśli twój pulpit nie wygląda jak przedtem, uruchom: alongside restore-desktop
parts-failed-port-mapping = Część programu alongside uległa awarii: ta, która prosi twój router o port. Otwarty port router zamknie w ciągu 20 minut.
parts-failed-border = Część programu alongside uległa awarii: ta, która rysuje ramkę wokół tego, co jest udostępniane. Udostępniane jest to samo, co przedtem.
parts-failed-elements = Część programu alongside uległa awarii: ta, która znajduje to, czego dotyczy krok. Kroki zostają tam, gdzie umieści je osoba pomagająca.
parts-failed-marks = Część programu alongside uległa awarii: ta, która pokazuje, co rysuje osoba pomagająca. Nic już nie jest rysowane.
parts-failed-clipboard = Część programu alongside uległa awarii: ta, która udostępnia schowek. Schowek nie jest już udostępniany.
parts-failed-transfers = Część programu alongside uległa awarii: ta, która czyta i zapisuje to, co jest przesyłane. Nic już nie jest przesyłane.

## The page of the Helper

page-other-build = Strona osoby pomagającej pochodzi z innej kompilacji ({ $theirs }) niż ta, która należy do tego programu ({ $own }). To zwykła rzecz, gdy serwer ma inną wersję Alongside. Jeśli cię to dziwi, zapytaj osobę, która prowadzi serwer.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = Strona osoby pomagającej nie potwierdza tego, co na pewno było u niej widoczne: w dzienniku tej sesji brakuje jej podpisu. Twój własny dziennik jest prowadzony dalej i mówi, w którym miejscu.
log-verified =
    { $n ->
        [one] Dziennik jest taki, jaki został zapisany: { $n } wpis, z podpisem drugiej strony: { $signed }.
        [few] Dziennik jest taki, jaki został zapisany: { $n } wpisy, z podpisem drugiej strony: { $signed }.
        [many] Dziennik jest taki, jaki został zapisany: { $n } wpisów, z podpisem drugiej strony: { $signed }.
       *[other] Dziennik jest taki, jaki został zapisany: { $n } wpisu, z podpisem drugiej strony: { $signed }.
    }
log-line-signed = Podpisane przez drugą stronę: { $entries }
log-line-unseen = Niepodpisane, bo druga strona tego nie widzi albo jej nie było: { $entries }
log-line-missing = Niepodpisane, choć strona osoby pomagającej może to widzieć: { $entries }
log-line-disputed = Zakwestionowane przez stronę, która ma tę kopię i nic takiego nie widziała: { $entries }
log-line-both = Podpisane przez obie strony, które obie to widziały: { $entries }
log-line-one-unseen = Słowo jednej strony, bo druga tego nie widzi albo jej nie było: { $entries }
log-line-one-missing = Słowo jednej strony, choć strona osoby pomagającej może to widzieć: { $entries }
log-verified-means = To, co jest podpisane, druga strona widziała u siebie. Reszta to słowo jednej strony. Czas podano według zegara udostępnianego komputera. Tylko kopia drugiej strony może pokazać, czy obie są zgodne.
log-same =
    { $n ->
        [one] Obie kopie są zgodne: { $n } wpis.
        [few] Obie kopie są zgodne: { $n } wpisy.
        [many] Obie kopie są zgodne: { $n } wpisów.
       *[other] Obie kopie są zgodne: { $n } wpisu.
    }
log-up-to = Obie kopie są zgodne do wpisu { $entry }. Potem nie było połączenia między stronami. Dalej w pierwszej kopii: { $one }, w drugiej: { $other }.
log-entries =
    { $n ->
        [one] { $n } wpis
        [few] { $n } wpisy
        [many] { $n } wpisów
       *[other] { $n } wpisu
    }
log-agreement-means = Od czasu sesji nie zmieniono żadnego wpisu. To, co podpisały obie strony, wydarzyło się tak, jak jest zapisane; resztę zapisały obie, a ręczy za nią jedna. Czas podano według zegara udostępnianego komputera. Kim były obie strony, tego to nie dowodzi.
log-other-session = obie kopie nie są zgodne: różnią się od wpisu 1, więc pochodzą z różnych sesji albo jedna z nich została zmyślona
log-differ-from = obie kopie nie są zgodne: różnią się od wpisu { $entry }, który jedna strona podpisała drugiej
log-differ-missing = obie kopie nie są zgodne: w jednej z nich brakuje wpisu { $entry }, choć jej strona go podpisała
log-differ-disputed = obie kopie nie są zgodne: w obu jest wpis { $entry }, a jedna strona od razu zapisała, że nic takiego nie widziała
log-fault-empty = w dzienniku nie ma wpisów
log-fault-no-key = dziennik nie mówi, czyje podpisy zawiera
log-fault-entry = wpis { $entry } nie jest taki, jaki został zapisany, albo brakuje któregoś przed nim
log-fault-unsigned = wpis { $entry } nie jest taki, jaki został zapisany: jego podpis się nie zgadza
log-fault-countersignature = podpis drugiej strony pod wpisem { $entry } nie jest taki, jaki został zapisany
log-fault-dispute = wiersz, który kwestionuje wpis { $entry }, nie jest taki, jaki został zapisany
log-read-long = plik jest za długi jak na dziennik sesji
log-read-frame = plik nie zaczyna się i nie kończy jak dziennik sesji Alongside
log-read-line = wiersz { $line } nie jest taki, jak zapisuje go Alongside
log-run = od { $first } do { $last }
log-newer = { $entry } (z nowszego Alongside)
log-and-more = { $entries } i jeszcze { $n }

## The owner's rules

policy-note-view-only = Właściciel tego komputera zezwala osobom pomagającym tylko patrzeć, więc osoba pomagająca nie może nim sterować.
policy-note-lifetime = Właściciel tego komputera zezwala, żeby zaproszenie działało najwyżej { $longest }.
policy-forbidden-invitations = właściciel tego komputera nie zezwala na zapraszanie osób pomagających. Zapytaj go albo zobacz: alongside policy
policy-forbidden-offers = właściciel tego komputera nie zezwala na proponowanie pomocy. Poproś o wpisanie do zasad [offer] allowed = true albo to ty poproś o pomoc: alongside share
policy-forbidden-control = właściciel tego komputera zezwala osobom pomagającym tylko patrzeć. Pomiń --view-only=no
policy-forbidden-lifetime = właściciel tego komputera zezwala, żeby zaproszenie działało najwyżej { $longest }. Użyj --expires { $longest }
policy-forbidden-email = właściciel tego komputera nie zezwala na zaproszenia e-mailem. Pomiń --email
policy-forbidden-email-program = właściciel tego komputera zezwala na wysyłanie e-maili tylko przez serwer poczty. Podaj go w części [email] pliku ustawień albo pomiń --email
policy-forbidden-email-server = właściciel tego komputera zezwala na wysyłanie e-maili tylko programowi pocztowemu pulpitu. Usuń [email] z pliku ustawień albo pomiń --email
policy-forbidden-version = właściciel tego komputera nie przyjmuje protokołu starszego niż { $minimum }, a ta wersja używa { $own }. Zaktualizuj alongside
policy-forbidden-level = właściciel tego komputera ustawił poziom oszczędzania łącza na { $level }. Zostaw go bez zmian albo poproś o zmianę `bandwidth` w zasadach
policy-forbidden-reconnect = właściciel tego komputera ustawił czas czekania po utracie połączenia z osobą pomagającą na { $only }. Pomiń --reconnect albo poproś o zmianę `reconnect` w zasadach
policy-forbidden-map-port = właściciel tego komputera nie zezwala prosić routera o port. Pomiń --map-port
policy-forbidden-assistive-device = właściciel tego komputera nie zezwala, żeby urządzenie, przez które naciskają programy, odpowiadało w oknie. Pomiń --assistive-device
policy-forbidden-log-folder = właściciel tego komputera wymaga dziennika każdej sesji, w folderze twojego konta. Pomiń --log-dir
policy-forbidden-no-log = właściciel tego komputera wymaga dziennika każdej sesji. Pomiń --no-log albo poproś o zmianę `log` w zasadach
policy-log-required = dziennika tej sesji nie można zapisać: { $why }. Właściciel tego komputera wymaga dziennika każdej sesji, więc żadna się nie zacznie. Zwolnij miejsce albo zobacz: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = Co sprawdzono:
doctor-will-happen = Co się stanie:
doctor-for-admin = Dla administratora:
doctor-no-server = Bez --server używany jest serwer wewnątrz tego programu, więc tego nie sprawdzono.
doctor-asks-to-listen = Serwer wewnątrz tego programu pyta cię, zanim pozwoli innym w tej sieci próbować połączyć się z tym komputerem. Tam, gdzie nie ma kogo zapytać, nie uruchamia się.
doctor-not-allowed = Nie łączono się z serwerem, bo zasady właściciela tego komputera nie zezwalają go udostępniać.
doctor-not-reached = Nie sprawdzono, bo nie można było użyć serwera.
doctor-not-yet = Tego nie ma w tej wersji.
doctor-no-desktop = Nie sprawdzono, bo nie ma pulpitu, którym można by sterować.
doctor-server-behind-proxy = Nie udało się połączyć z serwerem z powodu proxy.
doctor-tls-none = Adres zaczyna się od http, więc nie ma TLS. To, co mówią do siebie obie strony, i tak jest zaszyfrowane.
doctor-tls-valid = Serwer ma ważny certyfikat.
doctor-proxy-none = Proxy nie jest używane.
doctor-websocket-works = Serwer łączy obie strony ze sobą, a jego własna droga przenosi wiadomości.
doctor-websocket-no-lane = Serwer łączy obie strony ze sobą. Nie ma własnej drogi dla obrazu.
doctor-relay-in-websocket = Przekaźnika można też używać wewnątrz WebSocket.
doctor-websocket-broken = Połączenie z serwerem zostało otwarte, a potem się przerwało.
doctor-udp-works = Pakiety UDP docierają do serwera, a jego odpowiedzi wracają.
doctor-udp-not-offered = Nie sprawdzono, bo ten serwer nie ma STUN ani przekaźnika.
doctor-udp-blocked = Żaden pakiet UDP nie wraca z serwera.
doctor-stun-works = Serwer podaje temu komputerowi jego adres widziany z zewnątrz.
doctor-stun-not-offered = Nie sprawdzono, bo ten serwer nie wskazuje żadnego serwera STUN.
doctor-relay-off = alongside-signal jest przekaźnikiem z --turn ADRES, przez TLS także z --tls-cert, a inne przekaźniki wskazuje z --external-turn.
doctor-silent = nic nie odpowiada
doctor-garbled = to, co odpowiada, nie używa właściwego protokołu
doctor-no-packet = podaje adres, ale nie przechodzi żaden pakiet
doctor-ipv6-works = Z serwerem można połączyć się przez IPv6.
doctor-ipv6-not-here = Ten komputer nie ma IPv6; używane jest IPv4.
doctor-ipv6-not-there = Serwer nie ma adresu IPv6; używane jest IPv4.
doctor-ipv6-proxied = Nie sprawdzono, bo do serwera prowadzi proxy.
doctor-ipv6-fails = Ten komputer i serwer mają adresy IPv6, ale tą drogą nie mogą się połączyć.
doctor-nat-none = Brak: z zewnątrz widać własny adres tego komputera.
doctor-nat-same = Jest, i taka sama dla dwóch portów serwera, jak w domowych routerach. Bezpośrednie połączenia zwykle działają.
doctor-nat-other = Jest, i inna dla każdego celu (symetryczna). Bezpośrednie połączenia rzadko działają.
doctor-nat-one-seen = Jest. Nie można tu rozpoznać, jakiego rodzaju, bo serwer pokazuje ją tylko z jednego portu.
doctor-nat-unknown = Nie wiadomo, bo żaden serwer nie podał temu komputerowi jego adresu widzianego z zewnątrz.
doctor-mapping-not-asked = Nie sprawdzono, bo router jest proszony o port tylko z --map-port.
doctor-mapping-not-in-public = Nie sprawdzono, bo ta sieć jest traktowana jako publiczna, a w takiej router nie jest proszony o port.
doctor-mapping-works = Router otworzył port dla tego komputera i znów go zamknął.
doctor-screen-asked = Portal pulpitu i PipeWire są na miejscu. Gdy zaczyna się sesja, pulpit pyta o ekran, chyba że ma zapamiętać odpowiedź.
doctor-not-encoded = pobrano obraz, ale nie udało się go zakodować
doctor-no-picture = ekran nie pokazuje obrazu
doctor-check-failed = sprawdzenie pulpitu się nie udało
doctor-desktop-hangs = pulpit nie odpowiada
doctor-input-works = Osoba pomagająca może nimi sterować, gdy na to zezwolisz.
doctor-input-works-without-prompts = Osoba pomagająca może nimi sterować, gdy na to zezwolisz, ale nie w pytaniach systemu ani w oknach uruchomionych jako administrator: tych używasz tylko ty.
doctor-panic-key-works = Klawisz Esc w każdej chwili kończy wspólne sterowanie.
doctor-panic-key-works-presses-told = Klawisz Esc w każdej chwili kończy wspólne sterowanie. Klawisz, który naciskasz ty, jest odróżniany od tego, który naciska program.
doctor-panic-key-works-presses-imitated = Klawisz Esc w każdej chwili kończy wspólne sterowanie. Klawisz, który naciskasz ty, jest odróżniany od tego, który naciska program, chyba że program udaje twoją klawiaturę.
doctor-panic-key-works-presses-not-told = Klawisz Esc w każdej chwili kończy wspólne sterowanie. Klawisz, który naciskasz ty, nie jest odróżniany od tego, który naciska program.
doctor-encoder-not-tried = Nie sprawdzono, bo nie ma obrazu.
doctor-policy-none = Na tym komputerze ich nie ma, więc o wszystkim decydujesz ty.
doctor-policy-allows = Właściciel tego komputera zezwala na udostępnianie; `alongside policy` pokazuje, w jaki sposób.
doctor-policy-view-only = Właściciel tego komputera zezwala osobom pomagającym tylko patrzeć; `alongside policy` pokazuje więcej.
doctor-log-off = Nie jest prowadzony, zgodnie z zasadami albo twoimi ustawieniami.
doctor-no-log-folder = to konto nie ma folderu domowego
doctor-direct = Obraz i sterowanie idą bezpośrednio z komputera do komputera, jeśli pozwala na to sieć osoby pomagającej.
doctor-direct-near = Obraz i sterowanie idą bezpośrednio, jeśli osoba pomagająca jest w tej samej sieci.
doctor-direct-inside = Ten komputer jest serwerem. Obraz i sterowanie idą bezpośrednio do osoby pomagającej w tej samej sieci.
doctor-through-server = Tam, gdzie nic innego nie jest możliwe, idą przez serwer.
doctor-server-first = Obraz i sterowanie idą przez serwer, a to najwolniejsza droga.
doctor-look-only = Osoba pomagająca może patrzeć, ale nie sterować.
doctor-mend-server-user = Sprawdź adres serwera i to, czy ten komputer ma internet; zobacz, czy twoja przeglądarka otwiera ten adres.
doctor-mend-server-admin = Sprawdź, czy nazwa jest tu rozwiązywana, czy działa alongside-signal i czy zapory przepuszczają TCP do jego portu (443 dla https).
doctor-mend-tls-user = Sprawdź datę i godzinę na tym komputerze; jeśli są poprawne, zapytaj osobę, która prowadzi serwer.
doctor-mend-tls-admin = Daj serwerowi certyfikat na jego nazwę z całym łańcuchem (--tls-cert). Jeśli zapora otwiera tu TLS, zainstaluj jej urząd certyfikacji na tym komputerze albo zrób wyjątek dla serwera.
doctor-mend-proxy-user = Zapytaj o adres proxy w tej sieci, z nazwą i hasłem, jeśli są potrzebne, i podaj go przez --proxy albo spróbuj --proxy none.
doctor-mend-proxy-admin = Niech proxy przyjmuje CONNECT do portu serwera albo wskaż inne przez --proxy lub HTTPS_PROXY.
doctor-mend-websocket-user = Sprawdź, czy to adres serwera Alongside; jeśli tak, coś po drodze go blokuje, więc spróbuj w innej sieci.
doctor-mend-websocket-admin = Niech zapory, proxy i reverse proxy po drodze przepuszczają WebSocket (RFC 6455) do /ws, /lane i /turn serwera, z nagłówkami Upgrade i Connection.
doctor-mend-udp-user = Sesja działa też przez TCP, ale może być wolniejsza; inna sieć, na przykład z telefonu, może być szybsza.
doctor-mend-udp-admin = Wypuść UDP na port 3478 serwera i wpuść odpowiedzi z powrotem; dla bezpośrednich połączeń na każdy adres i port.
doctor-mend-stun-user = Bezpośrednie połączenie jest mało prawdopodobne, zamiast niego używany jest przekaźnik albo serwer; inna sieć może być szybsza.
doctor-mend-stun-admin = Wypuść UDP na port STUN serwera (3478) i wpuść odpowiedzi z powrotem.
doctor-mend-relay-udp-user = Nie trzeba nic robić, jeśli działa inny przekaźnik poniżej; jeśli nie, spróbuj w innej sieci.
doctor-mend-relay-udp-admin = Przepuść UDP do portu 3478 serwera, stąd i na zaporze samego serwera.
doctor-mend-relay-tcp-user = Nie trzeba nic robić, jeśli działa inny przekaźnik; jeśli nie, spróbuj w innej sieci.
doctor-mend-relay-tcp-admin = Przepuść TCP do portu 3478 serwera, stąd i na zaporze samego serwera.
doctor-mend-relay-tls-user = Nie trzeba nic robić, jeśli działa inny przekaźnik; jeśli nie, spróbuj w innej sieci.
doctor-mend-relay-tls-admin = Przepuść TLS do portu serwera bez otwierania: zapory, które spodziewają się w środku HTTP, odrzucają TURN.
doctor-mend-relay-refuses-user = Powiedz o tym osobie, która prowadzi serwer; sesja może działać bez przekaźnika.
doctor-mend-relay-refuses-admin = Sprawdź --turn-public-ip, porty przekaźnika na zaporze serwera (UDP, od 32768 w górę) oraz dziennik alongside-signal albo zewnętrznego przekaźnika.
doctor-mend-ipv6-user = Nie trzeba nic robić: zamiast tego używane jest IPv4.
doctor-mend-ipv6-admin = Sprawdź trasę IPv6 i zapory między tym komputerem a serwerem albo usuń jego rekord AAAA.
doctor-mend-nat-user = Nie trzeba nic robić, jeśli działa przekaźnik; inna sieć może być szybsza.
doctor-mend-nat-admin = Niech NAT zachowuje jeden port zewnętrzny dla każdego gniazda wewnętrznego (endpoint-independent mapping, RFC 4787) albo otwórz porty i podaj je przez --udp-ports.
doctor-mend-screen-user = Uruchom ten program w sesji, której ekran ma być udostępniony.
doctor-mend-screen-admin = Do udostępniania potrzebna jest sesja X11 (DISPLAY), której cookie może odczytać to konto, albo sesja Wayland z xdg-desktop-portal, jego backendem dla tego pulpitu i PipeWire (libpipewire-0.3-0).
doctor-mend-input-user = Sesja działa, ale osoba pomagająca może tylko patrzeć.
doctor-mend-input-admin = Serwer X potrzebuje rozszerzeń XTEST i XInputExtension.
doctor-mend-panic-key-user = Sesja działa, ale sterowania nie można udostępnić: jest dawane tylko wtedy, gdy Esc może je zakończyć.
doctor-mend-panic-key-admin = Serwer X potrzebuje wersji 2 rozszerzenia XInputExtension.
doctor-mend-encoder-user = Zainstaluj ten program jeszcze raz i zgłoś błąd, jeśli to nie pomoże.
doctor-mend-encoder-admin = Porównaj z innym komputerem: koder nie potrzebuje niczego od systemu.
doctor-mend-policy-user = Zapytaj właściciela tego komputera.
doctor-mend-policy-admin = Zmień plik zasad, który podaje `alongside policy`.
doctor-mend-log-user = Sesja działa bez dziennika; zwolnij trochę miejsca albo użyj --no-log, jeśli nie chcesz dziennika.
doctor-mend-log-admin = Zezwól temu kontu na zapis w tym folderze.
doctor-mend-log-required-user = Właściciel tego komputera wymaga dziennika każdej sesji, więc bez niego nie ma sesji; zwolnij trochę miejsca.
doctor-mend-log-required-admin = Zezwól temu kontu na zapis w tym folderze albo zmień `log` w zasadach.
doctor-refused-rate-limited = Serwer otrzymał ostatnio zbyt wiele zaproszeń z twojej sieci.
doctor-refused-full = Serwer nie ma w tej chwili wolnych miejsc.
doctor-refused-version = Serwer ma wersję, która nie pasuje do tego programu.
doctor-refused-otherwise = Serwer odrzucił zaproszenie.
doctor-label-server = Serwer
doctor-label-tls = Szyfrowanie (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Własny adres (STUN)
doctor-label-relay-udp = Przekaźnik przez UDP
doctor-label-relay-tcp = Przekaźnik przez TCP
doctor-label-relay-tls = Przekaźnik przez TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Translacja adresów
doctor-label-port-mapping = Port na routerze
doctor-label-screen = Ekran
doctor-label-input = Mysz i klawiatura
doctor-label-panic-key = Klawisz Esc
doctor-label-clipboard = Schowek
doctor-label-sound = Dźwięk
doctor-label-encoder = Koder wideo
doctor-label-policy = Zasady
doctor-label-log = Dziennik sesji
doctor-server-answers = { $server } odpowiada.
doctor-server-unreachable = Nie można połączyć się z serwerem: { $why }.
doctor-server-silent = { $server } nie odpowiada na czas.
doctor-proxy-leads = Proxy { $proxy } prowadzi do serwera.
doctor-lane-fails = Serwer łączy obie strony ze sobą, ale jego własna droga nic nie przenosi: { $why }.
doctor-not-upgraded-status = Serwer odpowiada, ale nie otwiera WebSocket (stan HTTP { $status }).
doctor-not-upgraded = Serwer odpowiada, ale nie otwiera WebSocket.
doctor-mend-refused-version-user = Zaktualizuj ten program albo poproś o aktualizację serwera osobę, która go prowadzi.
doctor-mend-refused-version-admin = Używaj alongside-signal w tej samej wersji co alongside.
doctor-mend-refused-user = Poczekaj minutę i spróbuj ponownie.
doctor-mend-refused-admin = Zobacz w metrykach alongside-signal, co się wyczerpało; może trzeba zmienić --max-invitations i --trusted-proxy (dla adresów klientów za proxy).
doctor-relay-works = Pakiet przeszedł przez przekaźnik i wrócił, przez { $transport }.
doctor-relay-not-offered = Ten serwer nie ma przekaźnika przez { $transport }.
doctor-relay-fails = Nie można użyć przekaźnika przez { $transport }: { $why }.
doctor-refused-with = odmawia, błąd { $code }
doctor-no-mapping-no-router = Ten komputer nie zna żadnego routera, który można by poprosić.
doctor-mend-no-router-user = Sprawdź, czy ten komputer ma internet; bez pomocy routera nic innego się nie zmienia.
doctor-mend-no-router-admin = O port proszona jest brama trasy domyślnej dla IPv4, tylko w Linuksie i Windows.
doctor-no-mapping-silent = Router nie odpowiada na takie prośby.
doctor-mend-router-silent-user = Włącz UPnP, PCP albo NAT-PMP w ustawieniach swojego routera, jeśli tego chcesz; w przeciwnym razie połączenie powstanie bez tego.
doctor-mend-router-silent-admin = Niech router odpowiada w tej sieci na PCP i NAT-PMP (port UDP 5351) albo UPnP (SSDP na porcie UDP 1900, a jego opis i sterowanie przez TCP).
doctor-no-mapping-refused = Router odmawia otwarcia portu.
doctor-mend-router-refuses-user = Zobacz w ustawieniach swojego routera, czy ten komputer może otwierać porty.
doctor-mend-router-refuses-admin = Zezwól temu komputerowi na mapowanie portów UDP w regułach routera dla UPnP i PCP i zobacz, czy nie są zajęte wszystkie jego porty.
doctor-no-mapping-not-leased = Router trzymałby port otwarty na zawsze, więc go nie użyto.
doctor-mend-not-leased-user = Zaktualizuj swój router albo otwórz w nim port ręcznie i podaj go przez --udp-ports.
doctor-mend-not-leased-admin = Router musi sam kończyć mapowania (po 20 minutach); ten oferuje tylko stałe albo dłuższe niż doba.
doctor-no-mapping-not-public = Własny zewnętrzny adres routera ({ $address }) nie jest osiągalny z internetu, bo tłumaczy go inny router. Port na nim nic nie da.
doctor-mend-not-public-user = Nie trzeba nic robić, jeśli działa przekaźnik; poproś swojego dostawcę o publiczny adres IPv4 albo o IPv6.
doctor-mend-not-public-admin = Jest drugi NAT: u operatora (RFC 6598) albo w innym routerze między tym a internetem. Przełącz tamten w tryb mostu albo zmapuj port także na nim.
doctor-screen-works = Pobrano obraz o rozmiarze { $width } × { $height } pikseli.
doctor-screen-works-by = Pobrano obraz o rozmiarze { $width } × { $height } pikseli metodą { $method }.
doctor-panic-key-missing = Na tym pulpicie Esc nie kończy wspólnego sterowania: samo kończy się po { $n } minutach.
doctor-encoder-works = Zakodowano obraz do { $kb } KB.
doctor-log-works = Można go zapisywać w { $folder }.
doctor-log-fails = Nie można zapisywać dziennika: { $why }.
doctor-through-relay = Tam, gdzie to niemożliwe, idą przez przekaźnik ({ $transports }).
doctor-relay-first = Obraz i sterowanie idą przez przekaźnik ({ $transports }).
doctor-would-fail = Sesja by nie działała. Zobacz wyżej: { $what }.

## Errors: why something could not be done

weak-unknown-word = słowo numer { $n } nie należy do słów, z których składają się kody
weak-too-few = oczekiwano co najmniej { $least } słów, a jest { $n }
weak-too-many = oczekiwano najwyżej { $most } słów
weak-repeated = oczekiwano słów, z których każde jest inne
weak-example = oczekiwano innych słów niż te z przykładu, który wszyscy znają
weak-neighbours = oczekiwano słów, które nie następują po sobie na liście
weak-alike = oczekiwano słów, które nie zaczynają się wszystkie na tę samą literę
name-empty = jest puste
name-too-long = jest dłuższe niż { $n } bajtów
name-unprintable = zawiera znak, którego nie widać
book-unknown = nie ma kontaktu { $name }. Zobacz: alongside contacts
book-taken = jest już kontakt { $name }, którego nazwa jest taka sama lub podobna. Wybierz inną nazwę albo najpierw zmień nazwę tego kontaktu lub go zapomnij
book-full = jest już tyle kontaktów: { $n }. Najpierw zapomnij jeden: alongside contacts forget NAME
book-nobody-offers = nikt nie mógłby zaproponować pomocy: nie masz zapamiętanej żadnej osoby pomagającej, a właściciel tego komputera nikogo nie wskazał. Wpisz /remember podczas sesji albo poproś o dopisanie `offer.helper` do zasad
save-occupied = { $path } istnieje i nie jest zaproszeniem, więc pozostaje bez zmian; wybierz inną nazwę
save-exists = { $path } już istnieje, więc pozostaje bez zmian; wybierz inną nazwę
save-failed = zaproszenia nie można zapisać jako { $path }: { $why }
log-silent = dysk nie odpowiada
dial-unknown-name = nazwa { $name } nie jest znana; sprawdź ją i swoje połączenie z siecią
dial-unreachable = { $name } nie odpowiada: { $why }
dial-no-certificates = ten komputer nie ma listy zaufanych certyfikatów; zainstaluj ca-certificates
dial-certificate = { $name } nie ma ważnego certyfikatu do bezpiecznego połączenia: { $why }
dial-proxy-unreachable = nie można połączyć się z proxy: { $why }; podaj inne przez --proxy albo --proxy none
dial-proxy-needs-password = proxy { $proxy } prosi o nazwę i hasło; podaj je przez --proxy http://NAME@{ $proxy }:PORT i --proxy-password-file FILE
dial-proxy-password = proxy { $proxy } nie przyjmuje nazwy i hasła z --proxy
dial-proxy-forbids = proxy { $proxy } nie zezwala na połączenie z { $server }; poproś o zgodę osobę, która prowadzi proxy
dial-proxy-kind = proxy tego systemu jest typu { $kind }; podaj proxy HTTP przez --proxy albo --proxy none
dial-proxy-lost = proxy { $proxy } zamknęło połączenie: { $why }
dial-no-proxy = { $proxy } nie jest proxy HTTP; podaj inne przez --proxy albo --proxy none
dial-proxy-status = proxy { $proxy } nie może połączyć się z { $server }: odpowiada statusem { $status }
rendezvous-silent = serwer { $server } nie odpowiedział w ciągu { $n } s
rendezvous-mute = serwer { $server } tego nie mówi; może być za stary albo zajęty
rendezvous-unreachable = nie można połączyć się z serwerem { $server }: { $why }
listen-failed = nie można czekać na połączenia pod { $address }: { $why }.
listen-in-use = Inny program używa tego portu; wybierz inny przez --listen ADDR:PORT
listen-not-here = Ten komputer nie ma tego adresu; wybierz jeden z jego adresów przez --listen
listen-forbidden = Porty poniżej 1024 są zastrzeżone dla systemu; wybierz inny przez --listen
listen-otherwise = Wybierz inny adres przez --listen ADDR:PORT
two-servers = --server i --listen wykluczają się: albo inny serwer, albo ten komputer

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = nie można odczytać ustawień { $path }: { $why }
settings-unwritable = nie można zapisać ustawień { $path }: { $why }
settings-no-folder = to konto nie ma folderu na ustawienia
settings-wrong = w ustawieniach { $path } jest błąd w wierszu { $line }: { $what }
policy-unreadable = nie można odczytać zasad { $path }: { $why }. Musi to naprawić właściciel tego komputera
policy-owner = zasadom nie można ufać: { $path } nie należy do właściciela tego komputera ({ $owner })
policy-writable = zasadom nie można ufać: { $path } mogą zmieniać inni ({ $how })
policy-wrong = w zasadach { $path } jest błąd w wierszu { $line }: { $what }
protect-unix = potrzebne jest chmod go-w
protect-windows = na karcie „Zabezpieczenia” jego właściwości zezwól na zapis tylko administratorom i SYSTEM
private-no-folder = to konto nie ma folderu na ustawienia, więc nikogo nie można zapamiętać
private-exposed = { $path } nie jest prywatny: inni mogliby go odczytać lub zmienić. Jeśli nikt tego nie zrobił, { $how }; w przeciwnym razie usuń go
private-how-unix = ustaw chmod 600 dla pliku i chmod go-w dla jego folderu
private-how-windows = zostaw tylko swoje konto, administratorów i SYSTEM na karcie „Zabezpieczenia” właściwości pliku i folderu („Zaawansowane” > „Wyłącz dziedziczenie”); oba muszą należeć do twojego konta
private-owner = { $path } należy do innego konta; przenieś go w inne miejsce
file-unreadable = nie można odczytać { $path }: { $why }
file-unwritable = nie można zapisać { $path }: { $why }
file-held = używa go inny program; zamknij drugi Alongside i spróbuj ponownie
private-wrong = w { $path } jest błąd w wierszu { $line }: { $what }. Popraw go albo przenieś w inne miejsce, aby zacząć od nowa
private-form = { $path } nie ma właściwej postaci; oczekiwano: { $expected }. Popraw go albo przenieś w inne miejsce, aby zacząć od nowa
expected-identity = „{ $head }” i klucz w base64
log-folder-no-home = to konto nie ma folderu domowego
log-leads-out = { $path } prowadzi poza folder domowy
log-not-there = { $path } zapisano, a go nie ma
password-file-unusable = nie można użyć pliku { $path } z hasłem: { $why }
secret-exposed = inni mogą go odczytać; { $how }
secret-empty = jest pusty
hide-unix = ustaw go jako prywatny: chmod 600
hide-windows = zostaw tylko swoje konto, administratorów i SYSTEM na karcie „Zabezpieczenia” jego właściwości („Zaawansowane” > „Wyłącz dziedziczenie”)
proxy-password-no-name = --proxy-password-file potrzebuje nazwy, której oczekuje proxy; oczekiwano: --proxy http://NAME@HOST:PORT, bez hasła
wrong-value = `{ $key }`: { $why }
wrong-unknown-key = nie ma klucza `{ $key }`; są: { $known }
wrong-missing = w `{ $table }` brakuje `{ $key }`
wrong-twice = ta wartość `{ $key }` występuje dwa razy
wrong-too-many = `{ $table }` może występować najwyżej { $most } razy
wrong-pair = potrzebne są `{ $one }` i `{ $other }` albo żadne z nich
wrong-unclear = `{ $key }` trzeba zmienić ręcznie
value-expected = oczekiwano: { $expected }
value-got = oczekiwano: { $expected }; jest: { $got }
kind-text = tekst
kind-number = liczba
kind-flag = true albo false
kind-table = tabela
kind-list = lista
kind-out-of-range = liczba spoza zakresu
kind-fraction = liczba z ułamkiem
kind-date = data
expected-setting = tekst, liczba, true albo false
expected-tables = lista tabel
expected-texts = lista tekstów
expected-name = nazwa
expected-public-key = klucz publiczny: 32 bajty w base64
expected-moment = moment, na przykład { $example }
expected-time = czas od { $least } do { $most }, na przykład { $example }
expected-path = pełna ścieżka
expected-range = liczba od { $least } do { $most }
expected-one-of = jedno z { $known }
expected-bytes = najwyżej { $most } B
expected-name-part = { $part } w miejscu imienia osoby pomagającej
expected-braces = żadnych nawiasów klamrowych poza tymi w { $part }
expected-no-control = żadnych znaków sterujących poza końcami wierszy
expected-program = program z pełną ścieżką i jego argumenty
expected-argument = { $part } w jednym z argumentów
expected-device = nazwa urządzenia, najwyżej { $most } znaków
expected-server = adres serwera w postaci { $example }
expected-proxy = system, none albo proxy HTTP, jak { $plain } lub { $named }
expected-ports = port albo zakres, jak { $example }, z portami od 1 do 65535
expected-email = adres e-mail, jak { $example }
expected-mail-host = nazwa, jak { $example }
expected-mail-tls = "required" albo "starttls", bo serwer poczty nie jest na tym komputerze
expected-ending = nazwa pliku, która kończy się na { $ending }
expected-file = plik; standardowe wejście służy do odpowiedzi
expected-address = adres i port, na przykład { $example }
usage-unknown = nie ma tu { $argument }
usage-command = nie ma polecenia { $command }
usage-suggestion = (jest { $suggestion })
usage-no-value = { $argument } wymaga wartości
usage-no-equals = { $argument } wymaga = przed wartością
usage-values = { $argument } ma za dużo albo za mało wartości
usage-twice = { $argument } występuje dwa razy albo obok czegoś, co go wyklucza
usage-conflict = { $one } i { $other } wykluczają się
usage-missing = brakuje: { $arguments }
usage-no-command = brakuje polecenia, jednego z: { $commands }
usage-more = Więcej o tym: { $option }

## Why the desktop cannot be shared or controlled

no-such-display = nie ma ekranu { $wanted }: wybierz jeden z { $known }, jego numer liczony od 0 albo all
desktop-lost = pulpit zniknął ({ $why }): uruchom alongside ponownie, gdy wróci
desktop-resource = system odmówił zasobu ({ $why }): zamknij kilka programów i zacznij od nowa
desktop-other-system = w tym systemie nie ma takiego przechwytywania: pomiń --screen
desktop-unsupported = w tym systemie nie można jeszcze udostępniać ekranu: użyj Linuksa z X11
x-no-display = brak ekranu X: ustaw DISPLAY albo uruchom alongside w sesji pulpitu
x-refused = nie można otworzyć ekranu X ({ $why }): sprawdź DISPLAY i XAUTHORITY
x-guest = ten ekran X należy do sesji Wayland i nie może pokazać jej ekranu: pomiń --screen i uruchom alongside w sesji, w której ustawiono WAYLAND_DISPLAY
x-missing = serwer X nie ma rozszerzenia { $extension }: użyj serwera X, który je ma. (--screen scrap działa bez niego, ale wtedy każde konto tego komputera może odczytać twój ekran)
x-depth = ekran X ma { $depth } bitów na piksel: ustaw głębię 24
x-input = nie udało się użyć myszy i klawiatury ({ $why }): sprawdź, czy serwer X ma rozszerzenie XTEST
portal-no-bus = nie ma sesji D-Bus ({ $why }): uruchom alongside w sesji pulpitu
portal-none = portal pulpitu nie odpowiada ({ $why }): zainstaluj xdg-desktop-portal i moduł dla tego pulpitu, na przykład xdg-desktop-portal-gnome, xdg-desktop-portal-kde albo xdg-desktop-portal-wlr
portal-no-screen = portal pulpitu nie może pokazać ekranu: zainstaluj jego moduł dla tego pulpitu, na przykład xdg-desktop-portal-gnome, xdg-desktop-portal-kde albo xdg-desktop-portal-wlr
portal-refused = ekran nie został udostępniony: na pytanie pulpitu odpowiedziano „nie”
portal-unanswered = ekran nie został udostępniony: na pytanie pulpitu nie było odpowiedzi
portal-failed = portal pulpitu zgłosił błąd ({ $why }): uruchom alongside ponownie
portal-closed = pulpit przestał udostępniać ekran
portal-slow = portal pulpitu nie odpowiada na czas: uruchom alongside ponownie
pipewire-missing = brakuje PipeWire, który przekazuje ekran pulpitu Wayland ({ $why }): zainstaluj libpipewire-0.3-0 i pipewire
pipewire-failed = PipeWire nie pokazuje ekranu ({ $why }): sprawdź, czy działają pipewire i wireplumber
wayland-no-picture = pulpit nie wysyła obrazu: sprawdź, czy działają pipewire i wireplumber
wayland-no-input = tym pulpitem nie może sterować żaden program: jego portal nie ma RemoteDesktop. Ekran można udostępniać
wayland-no-windows = pulpit Wayland nie mówi, które okna są otwarte
wayland-not-allowed = pulpit nie pozwala nikomu innemu używać myszy i klawiatury: udostępnij ekran jeszcze raz i w pytaniu pulpitu zezwól na zdalną obsługę
presses-not-known = ten system nie odróżnia klawisza naciśniętego przez człowieka od naciśniętego przez program
presses-other-compositor = na tym pulpicie Wayland można naciskać klawisze w sposób, którego tu nie widać: człowiek jest odróżniany od programu tylko w GNOME
presses-open-to-all = na tym pulpicie każdy program może niezauważenie naciskać klawisze ({ $why })
presses-no-compositor = kompozytor nie odpowiada ({ $why })
presses-no-bus = nie można obserwować wywołań na D-Bus sesji ({ $why })
windows-no-desktop = Windows nie pokazuje temu programowi żadnego pulpitu: uruchom go z pulpitu zalogowanego konta
mac-no-screen = macOS nie pozwala alongside widzieć ekranu: zezwól na to dla alongside albo dla terminala, w którym działa, w Ustawienia systemowe > Prywatność i ochrona > Nagrywanie ekranu, a potem uruchom alongside ponownie
mac-no-input = macOS nie pozwala alongside używać myszy i klawiatury: zezwól na to dla alongside albo dla terminala, w którym działa, w Ustawienia systemowe > Prywatność i ochrona > Dostępność, a potem uruchom alongside ponownie
mac-no-esc = macOS nie pozwala alongside zobaczyć, że naciśnięto Esc, którym musi się dać zakończyć sterowanie: zezwól na to dla alongside albo dla terminala, w którym działa, w Ustawienia systemowe > Prywatność i ochrona > Monitorowanie wejścia, a potem uruchom alongside ponownie
mac-secure-input = pole hasła albo program z opcją „Bezpieczne wprowadzanie z klawiatury” ma klawiaturę tylko dla siebie, więc alongside nie zobaczyłby Esc: opuść je, a potem udostępnij sterowanie jeszcze raz
mac-no-display = macOS nie ma włączonego ekranu: wybudź albo podłącz jakiś, a potem uruchom alongside ponownie
mac-one-display = Mac udostępnia jeden ekran naraz: wybierz jeden z { $known } albo jego numer liczony od 0
mac-other-capture = to przechwytywanie nie jest dla macOS: pomiń --screen
mac-stopped = udostępnianie zatrzymano na pasku menu macOS: żeby udostępniać, uruchom alongside ponownie
mac-capture = macOS nie daje obrazu ekranu ({ $why }): uruchom alongside ponownie
mac-silent = macOS nie odpowiada ({ $why }): uruchom alongside ponownie
mac-event = macOS odmówił wykonania czynności myszy lub klawiatury: sprawdź Ustawienia systemowe > Prywatność i ochrona > Dostępność
input-character = żaden klawisz tego pulpitu nie może wpisać tego znaku
input-out-of-reach = na wierzchu jest okno uruchomione z uprawnieniami administratora: nie przyjmuje niczego od tego programu
input-not-taken = pulpit nie przyjmuje teraz myszy ani klawiatury
input-ended = mysz i klawiatura nie są już obsługiwane: uruchom alongside ponownie
clipboard-unsupported = na tym pulpicie nie można jeszcze udostępniać schowka
encoder-failed = nie można zakodować obrazu ekranu ({ $why }): uruchom alongside ponownie
appearance-foreign = { $path } nie jest plikiem alongside ({ $why }): nic się nie zmienia. Jeśli twój pulpit wygląda tak, jak powinien, usuń ten plik
appearance-unusable = nie można użyć { $path }: { $why }
appearance-no-place = to konto nie ma folderu, w którym można zapisać, jak wyglądał pulpit
appearance-busy = inny alongside zmienił ten pulpit i przywróci go, gdy się zakończy
appearance-left =
    { $n ->
        [one] nie można teraz przywrócić { $n } ustawienia pulpitu
        [few] nie można teraz przywrócić { $n } ustawień pulpitu
        [many] nie można teraz przywrócić { $n } ustawień pulpitu
       *[other] nie można teraz przywrócić { $n } ustawienia pulpitu
    }

## What each command does: in the help of the command line and in the manual pages

help-program = Pomoc zdalna, do której osobie pomagającej wystarczy przeglądarka
help-share = Zaproszenie kogoś, żeby zobaczyć ten ekran i, za twoją zgodą, wspólnie sterować
help-listen = Czekanie, aż ktoś zaproponuje pomoc: kontakt albo osoba wskazana przez właściciela tego komputera
help-contacts = Lista kontaktów, zmiana ich nazw i zapominanie
help-contacts-forget = Zapomnienie kontaktu. Ta osoba nie może już przyjść bez kodu
help-contacts-rename = Zmiana nazwy kontaktu
help-contacts-key = Klucz publiczny, po którym osoby pomagające rozpoznają ten komputer
help-doctor = Sprawdzenie tego, czego potrzebuje sesja: serwera, sieci, ekranu, sterowania. Mówi, co się stanie i co naprawić
help-policy = Co obowiązuje na tym komputerze i kto o tym zdecydował: zasady właściciela, twoje ustawienia
help-completions = Skrypt, dzięki któremu powłoka uzupełnia to polecenie
help-log = Lista, podgląd i sprawdzanie dzienników dawnych sesji
help-log-list = Lista dzienników sesji tego konta
help-log-show = Podgląd dziennika sesji
help-log-verify = Sprawdzenie, czy dziennik sesji jest taki, jak go zapisano, i czy dwie jego kopie są zgodne
help-restore-desktop = Przywrócenie wyglądu pulpitu po sesji, która nie zakończyła się prawidłowo
help-listen-more = Zasady muszą na to zezwalać. Program za każdym razem zapyta cię, zanim ktokolwiek coś zobaczy, i czeka, aż naciśniesz Ctrl+C.
help-doctor-more = Nic nie jest udostępniane i nikt nie może się połączyć. Kod wyjścia: 0, gdy sesja by zadziałała, 1, gdy nie.
help-policy-more = Z opcjami `alongside share` pokazuje, co by z nich wynikło.
help-restore-desktop-more = `alongside share` robi to samo przy każdym uruchomieniu.
