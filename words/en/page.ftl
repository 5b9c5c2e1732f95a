# The Helper’s page, in English.
#
# The Helper helps and sees the screen; the User needs help and shares it. Every sentence here is read by the Helper.
# { $user } is the name of the User. docs/languages.md says how to translate.

## The first page.

# The name of the program. It is not translated.
brand = Alongside
headline = Help someone with their computer
lead = Ask the person you help for their invitation code. You will see their screen once they say yes, and nothing before.
code-label = Invitation code
code-hint = A number and three words, as you hear them. A link works, too.
code-words-hint = The link brought the number. Now ask for the words, and type them here.
code-file-hint = { $user }’s invitation brought the number. Now ask for the words, and type them here.
# An example of a code. The words of codes are English; it is not translated.
code-example = 7-lamp-orbit-tulip
open-invitation = Open invitation file
drop-invitation = You can also drop it anywhere on this page.
file-no-invitation = This file is not an Alongside invitation. Choose the one that ends in .alongside-invite.
file-too-large = This file is too large to be an invitation. Choose the one that ends in .alongside-invite.
file-unreadable = The file could not be read. Save it on your computer, and open it from there.
file-other-version = This invitation was made by another version of Alongside. Reload this page; if that does not help, ask for the code.
file-expired = The invitation’s time is over. Ask { $user } for a new one.
file-elsewhere = This invitation belongs to another server. If you know and trust the address, go there:
name-label = Your name
name-hint = The person you help sees it when they are asked to let you in.
# For screen readers: the list of words that begin like what was typed.
suggestions = Words that fit
connect = Connect
connecting = Connecting…
privacy = Screen, keyboard and chat are encrypted end to end between the two of you. No server on the way can read any of it.
about = About this page
about-build = Its build. “alongside --version --verbose” on the other computer names the same one, unless one of the two is older.
# The label of the menu of languages, at the foot of the first page.
language = Language
no-script = Alongside needs JavaScript and WebAssembly to show another screen. Please allow them for this page, or use another browser.
broken = Alongside could not start in this browser. Reload the page; if that does not help, use a current version of Chrome, Edge, Firefox or Safari.
name-missing = Type your name, so that the other person knows who asks.
name-too-long = This name is too long. Please shorten it.
name-unprintable = This name holds a character that cannot be seen. Please type it again.
code-missing = Type the code: a number and three words, for example 7-lamp-orbit-tulip.
code-slot = The code begins with a number, for example 7-lamp-orbit-tulip.
code-too-few = The code has a number and three words; a word is missing.
code-too-long = This is longer than a code: it has a number and three words.
code-unknown-word = “{ $word }” is not a word that codes are made of. Please ask again, or let it be spelled.
code-lists-missing = “{ $word }” is not an English word of codes, and the words of other languages could not be loaded. Check the word, then press Connect again.

## People whom the Helper knows.

queue-title = Waiting now
# The line below the name of somebody who waits: the name is the subject of it. The middle dot separates two facts. If the words around the
# number $n change with it in your language, write a plural, as in files-folder below; so everywhere with a number.
queue-asks-now = asks for help · since a moment ago
queue-asks-minutes = asks for help · waiting { $n } min
queue-asks-hours = asks for help · waiting { $n } h
# The line below the name of a computer that does not wait, but allows that help is offered.
queue-listens = can be offered help
# “alongside contacts key” is a command, which is not translated.
queue-first = First time. Its fingerprint is { $fingerprint }; to compare, “alongside contacts key” shows it there.
# A key is a long number by which the two recognise each other.
queue-other-key = This is not the key of your contact { $user }. Somebody may use the name, or Alongside was set up anew there: ask. If you are sure, forget the contact first.
queue-help = Help { $user }
queue-offer = Offer help to { $user }
queue-announce = { $user } asks for help.
queue-gone = { $user } no longer waits.
queue-away = The server cannot be reached. Who waits shows here as soon as it is back.
# For screen readers: the part of the page with the two lists of people.
people-section = People
people-title = People you know
# $date is a day, as 3 May 2026 in your language. The line below a name.
people-person = Last session { $date }
people-computer = Computer, last session { $date }
forget = Forget
forget-whom = Forget { $user }
forget-ask = Forget { $user }? To meet again, you will need a code.
forget-yes = Forget
forget-no = Keep
forget-failed = The browser did not let { $user } be forgotten. Reload the page and try again.
key = Your key
# “policy” is a file in which the owner of computers says what is allowed on them.
key-text = For the owner of the computers you help: with it in their policy, those computers can be offered help by you. Everybody may know it.
key-label = Key
# A short form of the key, which can be compared.
key-fingerprint = Fingerprint
key-copy = Copy key
key-copied = Copied
# “goes with the page’s stored data”: it is lost when that is deleted.
key-here = It belongs to this browser on this computer, and goes with the page’s stored data.
unable-store = This browser stores nothing for this page, so it can have no key and remember nobody. Everything else works.
unable-crypto = This browser can make no key of the kind that is needed (X25519), so it can remember nobody. Everything else works. A current Chrome, Edge, Firefox or Safari can.
unable-insecure = Browsers make keys only on pages that come over https, so nobody can be remembered here. Everything else works.
# A button. Both keep the other as a contact.
remember = Remember each other
remember-busy = Remembering…
# Below the button.
remember-hint = Next time you find each other without a code.
remember-known = You remember each other.
remember-question = { $user } would like you to remember each other, so that next time you find each other without a code. { $user } is still asked each time.
remember-yes = Yes, remember
remember-no = No
remember-resembles = You have a contact who is called like this, or almost. Nothing proves that this is the same { $user }: whoever gives you a code can use any name. If in doubt, ask what only they know.
remember-other-key = This is not the key of your contact { $user }. Somebody else may use the name, or Alongside was set up anew there. Nothing was changed. If you are sure that it is { $user }, forget the contact first, and then remember each other again.
remember-read = I have read this

## The bar.

# For screen readers: the name of the bar of buttons.
toolbar = Session
# A button: ask to use the mouse and the keyboard of the other computer.
request-control = Request control
control-asked = Asking for control…
give-up-control = Give up control
send-keys = Send keys
# A heading of the menu: the keys that were sent last.
keys-last = Last keys
# $keys is a combination of keys, as Ctrl + C.
keys-again = Again: { $keys }
keys-actions = Actions
keys-system = System keys
keys-function = Function keys
keys-other = Other keys…
keys-dialog = Other keys
keys-hint = Choose a key and what is held with it. In the list of keys you can also press them.
keys-key = Key
keys-send = Send
# What is done with keys on the other computer: as its programs call it in your language.
intent-copy = Copy
intent-cut = Cut
intent-paste = Paste
intent-undo = Undo
intent-select-all = Select all
intent-find = Find
intent-task-manager = Task manager
intent-run = Run a program
# The names of keys, as they are printed on keyboards of your language.
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
key-space = Space
key-backspace = Backspace
key-delete = Del
key-insert = Insert
key-home = Home
key-end = End
key-page-up = Page up
key-page-down = Page down
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Print screen
key-scroll-lock = Scroll lock
key-pause = Pause
key-menu = Menu
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
take-picture = Take a picture
fullscreen = Full screen
keyboard = On-screen keyboard
trackpad = Use as a trackpad
# For screen readers: the row of keys on a phone.
touch-keys = Keys
statistics = Statistics
# A button: what the mouse points at is shown on the other screen.
point = Point
point-hint = Point at something, and click to show where to click. { $user } sees it; nothing is clicked.
# The hint of that button: the question is open.
point-asked = { $user } is asked
point-missing = Pointing and drawing are not possible on { $user }’s computer, or its owner does not allow them.
draw = Draw
draw-tools = Drawing
# A line drawn by hand.
draw-freehand = Line
draw-arrow = Arrow
draw-rectangle = Box
draw-text = Text
# A numbered mark: what to do first, second and so on.
draw-step = Step
draw-color = Colour
draw-red = Red
draw-orange = Orange
draw-green = Green
draw-blue = Blue
draw-purple = Purple
# A check box: what is drawn stays until it is cleared.
draw-keep = Keep
draw-undo = Undo
# A button: takes everything away that was drawn.
draw-clear = Clear
draw-words = Words to place
draw-words-hint = Write, then press on the picture
draw-words-refused = This text is too long, or has characters that cannot be drawn. Change it before you place it.
steps-done =
    { $count ->
        [one] { $done } of { $count } step done
       *[other] { $done } of { $count } steps done
    }
# The same, with what the step is at that was found last. $element is the name of a button or a field on the other screen.
steps-done-at =
    { $count ->
        [one] { $done } of { $count } step done. Step { $step } is at “{ $element }”
       *[other] { $done } of { $count } steps done. Step { $step } is at “{ $element }”
    }
# A button, while something large is on its way between the clipboards.
clipboard-cancel = Stop copying
files-send = Send file
files-send-folder = Send folder
files-title = Files
# A folder, and how many files are in it. $file is its name.
files-folder =
    { $n ->
        [one] { $file } ({ $n } file)
       *[other] { $file } ({ $n } files)
    }
# A button: take the file that is offered.
files-get = Get
files-pause = Pause
files-resume = Resume
files-cancel = Cancel
# The line below a file: its state. The file is the subject.
files-asked = { $user } is asked
files-waiting = waits for the others
files-offered = { $user } wants to send you this file ({ $size })
files-offered-folder = { $user } wants to send you this folder, as one ZIP archive ({ $size })
# The same, with the files that are named. $list is names and sizes, as made by files-item and files-and.
files-offered-list = { $user } wants to send you this folder, as one ZIP archive ({ $size }): { $list }
# The same, with $n more files that are not named.
files-offered-list-more =
    { $n ->
        [one] { $user } wants to send you this folder, as one ZIP archive ({ $size }): { $list }; and { $n } more file
       *[other] { $user } wants to send you this folder, as one ZIP archive ({ $size }): { $list }; and { $n } more files
    }
# One file of the list, with its size.
files-item = { $file }, { $size }
# Two of them: $list is what comes before $file. Only the mark between them is yours to choose.
files-and = { $list }; { $file }
# How much of a file is there.
files-progress = { $done } / { $size }
files-paused = paused
files-sent = { $user } has it
files-saved = saved among your downloads
files-cancelled = cancelled
files-not-allowed = not allowed any more
files-changed = it was changed while it was sent
files-damaged = it was damaged on its way
files-disk-full = the disk is full
files-reloaded = the page was loaded again
files-stalled = nothing of it has come for 5 minutes
files-unanswered = it was offered for 15 minutes, and not taken
# The line below a folder. $n and $count are numbers of files. $reason is one of the reasons above and below, such as
# “the disk is full”.
files-missing = files that did not arrive: { $n } of { $count }: { $reason }
files-no-room-here = your browser has no room for it: free some space on your disk, and ask for it again
files-too-large-here = too large: on this page your browser can keep files of up to 500 MB. Open the page over https, in a current browser and no private window
files-scanner = the virus scanner of { $user }’s computer keeps it out
files-failed = it could not be read or written
# A right is something that the Helper may do, as the User allows it.
rights = Rights
clipboard = Clipboard
clipboard-title = What you copy from each other
clipboard-got = What the other person copied
clipboard-copy = Copy
clipboard-got-picture = The picture that the other person copied
clipboard-picture-hint = To copy the picture, press on it with the right mouse button or for long, or save it.
clipboard-save = Save picture
clipboard-text = Text or picture for the other clipboard
clipboard-hint = Write, or paste text or a picture
clipboard-picture = The picture that you pasted
clipboard-send = Send
clipboard-progress = Clipboard on its way
rights-no-clipboard = The clipboard cannot be shared: the other computer does not offer it.
rights-title = What you may do
rights-picture = See the screen
rights-control = Use mouse and keyboard
rights-point = Point and draw on the screen
rights-read = Get what { $user } copies
rights-write = Put something into { $user }’s clipboard
rights-file-in = Send files, after a question each time
rights-file-out = Get files that { $user } chooses
rights-other = Something this page does not know
rights-held = until somebody ends it
rights-this-time = one time
# $time is minutes and seconds, as 4:59.
rights-minutes = for another { $time }
rights-session = until the session ends
# The state of a right: whether it is given, and how long.
rights-not = not now
rights-asked = { $user } is asked
# A button beside the right.
rights-ask = Ask
# A button beside the right.
rights-give-up = Give up
rights-stop-asking = Do not ask any more
# A screen of the other computer, when it has several.
display = Display
# $display is the name of a screen.
display-main = { $display } (main)
all-displays = All displays
zoom = Zoom
# The whole picture fits into the window.
zoom-fit = Fit
zoom-actual = 1:1
# The picture fills the window.
zoom-fill = Fill
chat = Chat
# The name of the same button for screen readers, while there are messages that were not read.
chat-unread =
    { $n ->
        [one] Chat, { $n } unread message
       *[other] Chat, { $n } unread messages
    }
disconnect = Disconnect
view-only-hint = { $user } shares for viewing only.

## The picture.

remote-screen = Remote screen
remote-screen-help = Everything you type goes to the remote computer, the Tab key as well. To come back to the toolbar, press Ctrl, Alt and Shift together and let go.
# For screen readers: a field into which one types for the other computer.
text-sink = Text for the remote computer

## The panel.

panel = Chat and log
log-label = Chat and log
message = Message
send = Send
save-log = Save log
save-last-log = Save the log of your last session
close-panel = Close
log-empty = What you write and what happens in the session shows here.
# The name of the Helper in the chat.
you = You
# Over what was written at the other computer while the Helper’s keyboard worked there, so that it may be either.
under-control = At { $user }’s computer, while you share control
# Stands in the place of the name $user while that is not known yet. Choose words that fit into every sentence as a name would: no article that changes, if your language allows it.
the-user = the User

## Statistics.

stat-frames = Frames
stat-size = Size
# How old the picture is that is shown.
stat-latency = Picture age
# $age is a number with one decimal, as 2.4.
picture-old = The picture is { $age } s old
# How long it takes from a key or click to a new picture.
stat-input = Input to picture
stat-round-trip = Round trip
stat-rate = Rate
# Packets that got lost.
stat-lost = Lost
stat-path = Path
stat-decoder = Decoder
# Values. $n is a number.
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
# How the picture comes: directly, through a relay, through the server.
path-direct = direct
path-relay = relay
path-server = server

## The phase, in words.

status-idle = Not connected
status-joining = Checking the code
# “Connect” is the button that the User presses.
status-waiting = Waiting for Connect
status-screen = Screen Sharing
status-control = Control Sharing
status-paused = Screen Sharing, paused
# A dialog of the other system, as the one that asks for a password.
status-prompt = System prompt open
reconnecting = Reconnecting…
# $time is minutes and seconds, as 4:59.
time-left = { $time } left
status-interrupted = Connection interrupted
status-ended = Ended

## Cards.

connecting-title = The code is right
connecting-text = Finding the shortest way to { $user }’s computer.
asking-title = { $user } is being asked
asking-text = You will see the screen as soon as { $user } lets you in. This can take up to a minute.
# A dialog of the other system, as the one that asks for a password.
prompt-title = { $user } is answering a system prompt
prompt-text = Only they can see and answer it. The picture comes back by itself; you can still chat.
paused-title = { $user } paused the picture
paused-text = Nothing of the screen is sent at the moment. You can still chat.
interrupted-title = Connection interrupted
interrupted-text = Nothing has been heard from { $user }’s computer for a moment. All keys were let go. It goes on by itself as soon as the network is back.
ended-title = The session has ended
failed-title = No connection
again = Connect again
check-network = Check this browser and its network

## Why it ended.

end-user-left = { $user } disconnected.
end-helper-left = You disconnected.
end-declined = { $user } did not let you in. If that was a mistake, ask for a new code.
end-no-answer = { $user } did not answer within a minute, which counts as no. Call them, and try again with a new code.
end-connection-lost = The connection to { $user }’s computer was lost. To go on, ask for a new code.
end-no-path = The code was right, but no way between the two computers was found. A firewall on either side may block it; another network can help.
end-expired = The invitation’s time is over. Ask for a new code.
end-burnt = Too many wrong codes: this invitation is no longer valid. Ask for a new code.
# The other end: the program on the other computer.
end-fault = The other end sent something that cannot be understood, so the connection was closed. Reload the page and ask for a new code.
end-version = The two ends have versions that do not understand each other. Reload this page; if that does not help, { $user } needs a newer Alongside.
end-no-screen = { $user }’s screen can no longer be shared.
end-no-decoder = This browser cannot show the picture: it has no H.264 video. Use Chrome, Edge or Safari, or allow H.264 in this one. The invitation is not used up.
end-server-unreachable = The server that introduces you could not be reached. Check your network and try again.
end-server-lost = The server went away before you were connected. Try again in a moment.
end-not-answering = The other computer does not answer. Is Alongside still open there? Try again in a moment.
end-tried-too-often = This code was tried three times, and nobody who knows it answered. It is not tried again, because a dishonest server could guess at it. Ask for a new code. If that does not help either, use another server.
refused-unknown = No invitation waits under this number. Check the number, or ask for a new code.
refused-taken = Another Helper has already used this invitation. Ask for a new code.
refused-busy = Somebody else is trying this invitation at this moment. Try again in a few seconds.
refused-revoked = The invitation was taken back. Ask for a new code.
refused-wrong-code = The words are not the right ones. Check them together and try again; after three wrong codes the invitation is no longer valid.
refused-rate-limited = Too many attempts. Wait a minute and try again.
refused-full = The server is full at the moment. Try again in a few minutes.
refused-version = This page is of another version than the server. Reload it.
refused-protocol = The server did not understand this page. Reload it and try again.

## The same, when the Helper came without a code.

status-calling = Calling
known-connecting-title = { $user }’s computer recognised you
known-unknown = { $user } no longer waits.
known-taken = Another Helper already helps { $user }.
known-busy = Somebody else is just connecting to { $user }. Try again in a few seconds.
known-wrong = { $user }’s computer does not recognise your key; it may have forgotten you. Ask for a code.
known-declined = { $user } did not let you in. If that was a mistake, call them and try again.
known-no-answer = { $user } did not answer within a minute, which counts as no. Call them, and try again.
known-lost = The connection to { $user }’s computer was lost. As soon as they wait again, you find them on the first page.
known-no-path = { $user }’s computer recognised you, but no way between the two computers was found. A firewall on either side may block it; another network can help.

## Notes.

note-granted = You share control now. Your mouse and keyboard work on { $user }’s computer.
note-declined = { $user } did not grant control.
note-no-answer = { $user } did not answer the request for control.
note-view-only = { $user } shares for viewing only.
note-too-often = { $user } is not asked again: control was refused too often.
note-no-input = { $user }’s computer cannot be controlled from afar.
note-paused = { $user } has paused the screen. Ask again when it is back.
note-ended-by-user = { $user } stopped sharing control.
note-ended-by-helper = You gave control back.
# “It” is the right that was asked for.
note-right-declined = { $user } did not allow it.
note-right-no-answer = { $user } did not answer. Ask again if it is still needed.
note-right-withdrawn = You do not ask { $user } for it any more.
note-right-too-often = { $user } is not asked again: it was refused too often.
note-right-paused = { $user } has paused the screen. Ask again when it is back.
note-right-unavailable = { $user }’s computer cannot do this, or its owner does not allow it.
note-no-such-key = A character was not typed: the keyboard of { $user }’s computer has no key for it. Ask { $user } to type it, or to add the keyboard layout.
note-out-of-reach = The window in front takes no mouse and no keyboard from you, only { $user }’s. Ask { $user } to use it.
note-not-taken = { $user }’s computer took no mouse and no keyboard from you just now. Please try again.
note-too-much = A part of what you typed or did was lost: it was more at once than { $user }’s computer takes. Please do it again in smaller parts.
note-files-reloaded = You loaded the page again, and so files have stopped that were not complete. Choose those again that you send; { $user }’s are offered to you again.
note-no-folders = { $user }’s Alongside is older, and takes no folders. Send the files themselves, or the folder as a ZIP archive.
note-folder-too-large = A folder with more than 1000 files, or more than 16 folders within each other, cannot be sent. Send it as a ZIP archive.
note-folder-unreadable = The folder could not be read.
note-folder-empty = There is no file in this folder.
note-other-version = { $user }’s Alongside is of another version; something may be missing.
# “alongside --version --verbose” is a command, which is not translated. “About this page” is the sentence above.
note-other-page = This page is of another build than the Alongside of the other computer. If that surprises you, compare “About this page” with “alongside --version --verbose” there.
# Still images: single pictures in place of a video.
note-tiles = This browser decodes no video here, so the picture comes as still images, a few a second. For video, open this page over https, or use a current Chrome, Edge, Firefox or Safari.
note-log-differs = What { $user }’s computer says of the session’s log does not fit together. This page goes on with a log of its own.
note-log-disputed = { $user }’s computer has written into the session’s log what did not happen on this page. This page has not signed it, and your copy of the log says so.
note-log-begins = The page was loaded again, and could not keep the session’s log. It goes on with a log of its own from here.
note-log-not-saved = The browser did not let the log be saved.
note-picture-taken = Picture taken: { $file }. { $user } is told, and the log says so.
note-picture-not-saved = The browser did not let the picture be saved.
note-copy-came = What { $user } copied is in your clipboard.
note-copy-waits = { $user } copied something. Open “Clipboard” to take it.
note-copy-stopped = What you pasted did not reach { $user }’s clipboard.
note-copy-too-large = What you pasted is too large: 16 MB is the most.
no-picture-missing = There is no picture yet.
no-picture-paused = { $user } paused the picture, so none can be taken.
no-picture-prompt = { $user } is answering a system prompt, so no picture can be taken.
no-picture-old = The picture is old. Take one as soon as it is current again.
no-picture-too-often = Wait a few seconds before you take another picture.
note-chat-too-long = This message is too long. Please send it in parts.
note-remembered = You and { $user } remember each other from now on.
note-remembered-already = You and { $user } remember each other already.
not-remembered-declined = { $user } would rather not be remembered.
not-remembered-no-answer = { $user } did not answer whether to remember each other.
not-remembered-too-often = { $user } is not asked again about remembering each other.
not-remembered-theirs = { $user }’s computer can remember nobody, or nobody more.
not-remembered-our-proof = { $user }’s computer did not accept your key. Nothing was remembered.
not-remembered-by-helper = You would rather not be remembered by { $user }.
not-remembered-other-key = Not remembered: this is not the key of your contact { $user }.
not-remembered-full = You have as many contacts as are kept. Forget one first.
not-remembered-unable = This browser cannot keep a key or a contact for this page, so it can remember nobody.
not-remembered-their-proof = { $user }’s key was not proven. Nothing was remembered.

## The log as it is shown.

# The Helper connected to somebody without a code.
log-went = You went to { $user }.
log-remembered = You and { $user } remember each other.
log-opened = You used the invitation.
log-connected = { $user } let you in.
log-requested = You asked for control.
log-granted = { $user } granted control.
log-control-ended = Control ended.
log-read-requested = You asked to get what { $user } copies.
log-read-granted = { $user } lets you get what they copy.
log-read-ended = You do not get what { $user } copies any more.
log-write-requested = You asked to put something into { $user }’s clipboard.
log-write-granted = { $user } lets you put something into their clipboard.
log-write-ended = You cannot put anything into { $user }’s clipboard any more.
log-file-went = A file of yours is on { $user }’s computer.
log-file-came = { $user } sent you a file.
log-file-failed = A file was not sent to its end.
log-other-requested = You asked for a right.
# “It” is a right.
log-other-granted = { $user } granted it.
log-other-ended = A right of yours has ended.
log-paused = { $user } paused the picture.
log-unpaused = The picture goes on.
log-picture-taken = You took a picture of the screen.
log-copy-came = What { $user } copied has come to you.
log-copy-went = What you copied is in the clipboard of { $user }’s computer.
log-reloaded = You loaded the page again. What was here before is in the log that you can save.
log-resumed = The connection is back.

## Pieces of a text

# What comes before the part of a number that is not whole: 1.9 in English, 1,9 in many languages.
decimal-mark = .
# Sizes. $size is a number, as 12 or 1.9. MB are millions of bytes.
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
size-gigabytes = { $size } GB
# $n is a number from 0 to 100.
percent = { $n } %
# For screen readers: what a button does ($act), and with what: the name of a file or a right.
act-on = { $act }: { $what }
# For screen readers: the heading of the page while a session is on.
session-heading = Session
