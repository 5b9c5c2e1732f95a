# The User’s program, in English: its window, its terminal and its errors.
#
# The User needs help and shares the screen; the Helper helps and sees it. Every sentence here is read by the User, except where it is said.
# "you" is the User; "they" is the Helper. { $helper } and { $asker } are the name of the Helper in quotation marks, and { $known } that of a person
# whom the User knows. { $why } is a reason, often in English, which ends without a full stop. docs/languages.md says how to translate.
#
# Commands, options (--name), names in files (`bandwidth`) and what is typed after a slash stay as they are. The words in capital letters that
# stand for something (NAME, RIGHT, FILE or FOLDER, NUMBER, ADDR, URL) may be translated. Where English has ` or " round a command, keep them.
# A sentence that begins small and has no full stop is an error that follows "alongside: ", or is put into another one.

## Sentences of all faces: the terminal and the window

# The server has given the invitation another number again and again.
slot-changes = The server has changed the number of the code too often, so the session was ended. Share again; if it happens again, use another server.
# The command line holds the password of a proxy.
proxy-password-shown = Every account of this computer can read the password in --proxy while the program runs. Put it into a file of your own, and name that with --proxy-password-file.
# The screen is hidden.
paused = Paused. Your helper sees a card instead of your screen.
# A line came so soon after a question that it cannot be the answer to it.
too-soon = A question has just come up; please read it and answer again.
# What was typed would have allowed something while the Helper had the keyboard, too.
not-while-controlled = Control is shared, or was a moment ago, so this may have been typed by your helper, and nothing has changed. Take control back first, and then type it again.
# A line was begun while the Helper had the keyboard, too.
typed-too-early = That line was begun while control was shared, so it is left out. Please type it again.
# A question is settled without an answer.
withdrawn = The question is no longer open.
# There is nobody to ask for the words.
choose-on-a-terminal = --choose-words asks on a terminal; write the words to a file and name it with --words-file
# Nobody answered.
nothing-chosen = no words were chosen; leave --choose-words away to have them drawn
# Control is not possible on this computer.
view-only-here = Mouse and keyboard cannot be shared on this computer, so your helper can only look.
# No router is asked for a port.
no-port-in-public = This network counts as public, so the router was not asked for a port.
# A message was sent whose number is no longer the invitation's.
mailed-is-void = The server has given the invitation a new number, so the message that was e-mailed is of no use any more. Tell your helper the new code, or share again.
# What can be typed, on the terminal.
help = Type /pause, /resume, /stop (control), /revoke RIGHT, /next (step), /send FILE or FOLDER, /pause, /resume or /cancel NUMBER (a file), /bandwidth, /remember (your helper), /quit, or a message to your helper.
# What allows sharing control, on the terminal. Not a word of small talk: a reply to the chat must never allow anything. Small letters; see typed-yes.
typed-allow-control = allow control
# What allows sharing control with system prompts, on the terminal.
typed-allow-control-and-prompts = allow control and prompts
# What allows remembering, on the terminal.
typed-allow-remembering = allow remembering
# What control does not include on a system where nothing that is injected reaches prompts.
prompts-are-yours = Password and system prompts, and windows that run as an administrator, take nothing from your helper: you answer them yourself.
# A line that answers a question neither way.
no-answer = That is no answer to the question. Nothing has changed, and it was not sent to your helper.
# A line that cannot be used now.
not-connected = Nobody is connected yet, so there is nobody to write to.
# A chat message goes on, and its other lines are not shown.
chat-cut = The rest of this message is too long to be shown here.
# The author of a message that was written while control was shared.
chat-under-control = Typed here while control was shared
# The Helper's copy of the log is another one.
log-differs = Your helper's computer does not confirm the log of this session. Your own log goes on.
# There is no place for logs.
log-no-home = this account has no home folder, so there are no session logs
# A file in the log folder is no log.
log-unreadable = (not a session log of Alongside, or changed)
# Why the session ended.
end-reason-user-left = You disconnected.
end-reason-helper-left = Your helper disconnected.
end-reason-declined = You did not let the helper in.
end-reason-no-answer = The question was not answered in time, which counts as no.
end-reason-connection-lost = The connection to your helper was lost.
end-reason-no-path = No direct way to your helper's computer was found. A network in between blocks it: `alongside doctor` says what can be mended.
end-reason-expired = The invitation has expired. Share again to make a new one.
end-reason-burnt = The code was entered wrongly too often, so the invitation was withdrawn. Share again to make a new one.
end-reason-fault = The other side did something that is not allowed, so the session was ended.
end-reason-version = The other side runs a version that does not fit. Update the older one.
end-reason-no-screen = The screen cannot be shared any more.
end-reason-no-decoder = Your helper's browser cannot show H.264 video. Ask them to use another browser.
# The server does not open an invitation.
server-refused-rate-limited = The server has seen too many invitations from your network. It is tried again shortly.
server-refused-full = The server is full at the moment. It is tried again shortly.
server-refused-otherwise = The server refused the invitation.
# The way that the picture takes.
path-direct = You and your helper are connected directly.
path-relay = You and your helper are connected through a relay, which can read nothing.
path-server = You and your helper are connected through the server, which can read nothing.
# A system prompt is shielded from the Helper.
system-prompt-open = A system prompt is open. Your helper can neither see nor answer it; the picture goes on afterwards.
system-prompt-over = Your helper sees your screen again.
# A window takes nothing from the Helper.
out-of-reach-in-front = The window in front runs as an administrator and takes no input from your helper. They see it, and you use it. The Esc key does not end control meanwhile: use “Stop sharing control” in the bar, or bring another window to the front first.
out-of-reach-over = Your helper can click and type again.
# Said when the Helper wants to connect; $asker is who asks, in quotation marks. How they have proved who they are follows (contacts-proven-…),
# and then question-connect-ask.
question-connect = { $asker } wants to connect to your computer and see your screen.
question-connect-ask = Do you want to let them in?
# Said when the Helper asks for control. How it is taken back follows (control-stops-…), and then question-allow.
question-control = { $helper } wants to share control of your computer, to use your mouse and keyboard together with you.
# The last sentence of several questions.
question-allow = Do you want to allow this?
# Takes the place of $helper in phase-screen and phase-control while no name is known; it begins the sentence.
phase-your-helper = Your helper
phase-waiting = Waiting for your helper to connect. Nobody can see your screen.
phase-screen = { $helper } can see your screen. They cannot control it.
# How it is stopped follows (control-stops-it-…).
phase-control = { $helper } can see your screen and use your mouse and keyboard.
phase-ended = The session has ended. Nobody can see your screen.
wrong-code-last = Somebody entered a wrong code for the last time.
wrong-code =
    { $n ->
        [one] Somebody entered a wrong code. One attempt is left.
       *[other] Somebody entered a wrong code. { $n } attempts are left.
    }
picture-taken = { $helper } took a picture of your screen and keeps it.
# What the User copied went to the other computer's clipboard.
clipboard-sent = What you copied went to { $helper }.
clipboard-received = { $helper } put something into your clipboard.
tried-before-once = { $helper } has tried this code once before, and nobody who knows it answered. Either the connection broke, or the server guessed at the code, wrongly. If you cannot explain it, stop, and use another server.
tried-before-twice = { $helper } has tried this code twice before, and nobody who knows it answered. Either the connection broke, or the server guessed at the code, wrongly. If you cannot explain it, stop, and use another server.
# $n is three or more.
tried-before = { $helper } has tried this code { $n } times before, and nobody who knows it answered. Either the connection broke, or the server guessed at the code, wrongly. If you cannot explain it, stop, and use another server.
# $lasts is a time, as 2m or 1h30m.
reconnecting = The connection to { $helper } is interrupted. Nothing is shared while it is. It is tried again for { $lasts }.
reconnected = The connection to { $helper } is back.
# On the terminal; some words follow on a line of their own. $n is 3 or more.
choose = Choose at least { $n } words for your code, and press Enter. Take words that do not belong together and that nobody would expect of you. Some of the words there are:
# $why is weak-….
choose-again = These cannot be used: { $why }. Please choose again.
# $words are words of codes. Follows choose-again.
choose-alike = Words that begin like it: { $words }
# An error; it begins small, since it follows "alongside: ".
words-file-unusable = the words in { $path } cannot be used: { $why }
# How long a code works: put into invitation-works.
lasts-hours = { $n } h
lasts-minutes = { $n } min
# The invitation on the terminal, in five lines; these two begin and end the first part.
invitation-tell = Tell your helper this code:
# $page and $link are addresses.
invitation-open = They open  { $page }  in any browser and type it,
invitation-open-link = or open  { $link }
invitation-link-whole = This link holds the whole code: whoever sees it can ask to connect. Give it to nobody else.
invitation-link-number = The link holds only the number; they still need the words from you.
# $lasts is lasts-hours or lasts-minutes.
invitation-works = The code works once, for { $lasts }. Keep this window open.
saved = The invitation is saved as { $path }. Give this file to your helper; the words of the code are not in it, so tell them another way, for example by phone.
# $to is an e-mail address.
mailed-by-program = Your mail program shows a message to { $to }. Send it there; the words of the code are not in it, so tell them another way, for example by phone.
mailed = The invitation is sent to { $to }; the words of the code are not in it, so tell them another way, for example by phone.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } asks you for help with their computer
email-what = { $user } asks you to look at their computer screen and to help. All you need is a browser.
# Three steps, which the program numbers. The second line of the first step is email-open-server.
email-open = Open { $link }
# “Open invitation file” is the button open-invitation of page.ftl: use its words.
email-open-server = or open { $server } and choose the attached file with "Open invitation file".
email-words = Ask { $user } for the words of the code, for example by phone. For safety they are not in this message.
# “Connect” is the button connect of page.ftl.
email-connect = Type the words and your name, and press Connect. { $user } is asked before you see anything.
# $until is a day and a time.
email-until = This works for one helper, until { $until }, and only while Alongside is open on { $user }’s computer.
email-unknown = If you do not know { $user }, or did not expect this message, do nothing.
# How a day and a time are written: %d the day, %-d without a zero, %m the month as a number, %B its English name (use %m), %Y the year, %H:%M the time. UTC stays.
email-time = %-d %B %Y, %H:%M UTC

## What is typed on the terminal to answer a question.

# The words that are typed stand in the questions below as $yes, $no, $never and $allow…. Small letters, words that are easily typed on a keyboard
# of your language, each unlike the others. The English ones are understood, too.
typed-yes = yes
typed-no = no
# No, and not to be asked again in this session.
typed-never = never
answers-yes-no = Type { $yes } or { $no }, then Enter:
answers-remember = Type "{ $allow }" or { $no }, then Enter; "{ $never }" means no, and not to be asked again:
# Where password and system prompts take nothing from the Helper. prompts-are-yours follows.
answers-control = Type "{ $allow }" or { $no }, then Enter; "{ $never }" means no, and not to be asked again.
# $prompts is typed-allow-control-and-prompts.
answers-control-and-prompts = Type "{ $allow }" or { $no }, then Enter. "{ $prompts }" also lets them see and answer password and system prompts; "{ $never }" means no, and not to be asked again:
# $minutes is what is typed to allow it for ten minutes, as "allow clipboard 10 minutes"; $session until the session ends.
answers-lasting = Type "{ $allow }" for this one time, "{ $minutes }", "{ $session }", or { $no }, then Enter; "{ $never }" means no, and not to be asked again:
answers-files-in = Type "{ $allow }" or { $no }, then Enter; "{ $never }" means no, and not to be asked again:
answers-files-out = Type "{ $allow }" for one file, "{ $minutes }", "{ $session }", or { $no }, then Enter; "{ $never }" means no, and not to be asked again. To send one, or a folder, type /send and its path:

## More that happens.

# $address is a network address.
listening = Waiting for your helper on { $address } until you close this.
left-out =
    { $n ->
        [one] { $n } line was left out here, because they were not read in time. What holds now follows.
       *[other] { $n } lines were left out here, because they were not read in time. What holds now follows.
    }
# $allow is typed-allow-control-and-prompts.
prompts-unseen = Password and system prompts cannot be noticed on this desktop, so your helper will see them. Control can be shared only together with them: answer “{ $allow }” when you are asked.
chat-too-long = the message is longer than { $n } bytes
chat-left-out =
    { $n ->
        [one] { $n } message came before these while a question was open, and cannot be shown any more.
       *[other] { $n } messages came before these while a question was open, and cannot be shown any more.
    }
# The author of a chat message: the User. A colon follows.
party-you = You
# The same: the Helper, while no name is known.
party-helper = Helper
log-begun = This session is logged in { $path }.
# $why is English, as "the disk is full".
log-not-kept = The log of this session cannot be saved: { $why }. The session goes on without it; make room or allow writing to your Documents folder to have one.
log-required = The log of this session cannot be saved: { $why }. The owner of this computer wants every session logged, so the session ends.

## Errors of the command line and of what is typed.

# $why is English.
failure-no-server = { $why }. Check the address and your network, or leave --server away to be the server yourself
input-too-long = expected a line of at most { $n } bytes
input-not-utf8 = expected UTF-8 text

## The window

# The thread of the sessions has panicked.
window-failed = the program failed; nothing is shared any more
# A program has given the focus to a button that allows.
window-focus-given = A program chose this button, not you. Press Tab until you are there by yourself, and press again.
# The window hung while control was shared.
window-hung = This window did not answer for some seconds, so control was taken back from your helper.
# What has to be read first.
window-alert = Please read this
# The User has read it.
window-alert-read = I have read this
# What a yes to a question means.
window-meaning-connect = They will see everything that is on your screen, until you stop it. They cannot click or type. If you did not ask this person for help, do not allow it.
window-meaning-control-without-prompts = They will be able to click and type, as you do. Watch what they do. Esc takes control back at once. Password and system prompts, and windows that run as an administrator, take nothing from them: you answer them yourself.
window-meaning-control-time = They will be able to click and type, as you do. Watch what they do.
window-meaning-control-esc = They will be able to click and type, as you do. Watch what they do. Esc takes control back at once.
window-meaning-remember = Nothing is shared by this alone. You are asked again each time before anybody sees your screen.
# A level of the bandwidth, as a choice.
window-level-none = Best picture
window-level-no-full-window-drag = Fewer pictures while something large moves
window-level-no-background = Fewer pictures, and no wallpaper
window-level-full = As plain as possible
# Errors; they begin small, since they follow "alongside: ".
window-no-display = the window cannot be opened here: { $why }. On a terminal, `alongside share` does the same in words
window-not-started = the program could not start: { $why }
# How long the code can still be used; at the end, the code has expired.
window-works-no-more = The code has expired.
window-works-for =
    { $n ->
        [one] The code works once, for one more minute.
       *[other] The code works once, for { $n } more minutes.
    }
# The User pastes it into a messenger, for the Helper to read.
window-message = Can you help me with my computer? Please open { $link } in a browser, and call me: I will tell you the words of the code. You see my screen only after I have said yes.
window-seconds-none = The time is up.
# In which a question can be answered.
window-seconds-left =
    { $n ->
        [one] { $n } second is left.
       *[other] { $n } seconds are left.
    }
# In the bar at the top of the screen: short.
window-bar-lost = The connection to { $helper } is interrupted. Nothing is shared.
window-bar-paused = Paused. { $helper } does not see your screen.
window-bar-control-esc = { $helper } shares control. Esc stops it.
window-bar-control-time = { $helper } shares control, for { $n } minutes at most.
window-bar-seen = { $helper } can see your screen.
# $kbit is a number.
window-rate = { $kbit } kbit/s
window-cap-error = Please write a number from { $least } to { $most }.
window-end-folder-error = The folder of the log cannot be shown: { $why }.
window-log-at = What happened is written down in { $path }.

## The window: the first view

# Its title.
window-start-title = Get help with this computer
# What will happen.
window-start-what = Somebody you trust can look at your screen and help you, from any web browser. You choose who.
# What cannot happen.
window-start-safe = Nobody sees anything before you say yes, and you can stop it at any moment.
# Begins.
window-start-get-help = Get help
# Nothing can be allowed in a window here.
window-start-cannot-allow = This desktop does not tell whether you or a program presses a button, so nothing can be allowed in this window. In a terminal, alongside share does the same in words.
# Introduces those who can be asked without a code.
window-start-known = Or ask somebody you know, without a code:
# Begins again.
window-start-again = Get help again
# Leads to the first view.
window-start-beginning = Back to the beginning
# While the session is opened.
window-start-opening = One moment, please…
# Ends the program.
window-start-quit = Close Alongside

## The window: the view with the invitation

# Its title.
window-invitation-title = Tell your helper this code
# The accessible name of the code.
window-invitation-code = Invitation code
# How to tell it.
window-invitation-how = Best by phone. Tell it only to somebody you know and have asked for help.
# Shows the code letter by letter.
window-invitation-spell = Spell it
# Hides the letters.
window-invitation-spell-less = Hide the letters
# What the Helper does with it.
window-invitation-open = Your helper opens this page in any browser, and types the code there:
# The accessible name of the link.
window-invitation-link = Page for your helper
# Copies the link.
window-invitation-copy-link = Copy the link
# Copies a text for a messenger.
window-invitation-copy-message = Copy a message for your helper
# The link was copied.
window-invitation-link-copied = The link is copied. Paste it where you write to your helper.
# The message was copied.
window-invitation-message-copied = The message is copied. Paste it where you write to your helper. The words of the code are not in it: tell them by phone.
# The accessible name of the QR code.
window-invitation-qr = QR code of the page for your helper
# What holds while nobody has come.
window-invitation-unseen = Nobody can see your screen.
# Withdraws the invitation and makes another.
window-invitation-new-code = New code
# Withdraws the invitation.
window-invitation-cancel = Do not ask for help now

## The window: the view of a question

# Grants what is asked.
window-question-allow = Allow
# Refuses it.
window-question-refuse = Do not allow
# Refuses it for the whole session.
window-question-never = Do not allow, and do not ask again
# Grants the answering of system prompts as well.
window-question-with-prompts = They may also see and answer password and system prompts
# The default.
window-question-silence = If you do nothing, it is not allowed.

## The window: the view of a session

# The bar with what stops it, in a list of windows.
window-sharing-title = Session
# Takes control back.
window-sharing-stop-control = Stop sharing control
# Hides the screen.
window-sharing-pause = Pause
# Shows it again.
window-sharing-resume = Go on
# Shows the conversation.
window-sharing-chat = Chat
# The same while messages of the Helper wait to be read. $count is their number, or 99+.
window-sharing-chat-unread = Chat ({ $count })
# What a screen reader says after it.
window-sharing-unread =
    { $n ->
        [one] { $n } unread message
       *[other] { $n } unread messages
    }
# Hides the conversation.
window-sharing-hide = Hide this window
# Ends the session.
window-sharing-disconnect = Disconnect
# Remembers the Helper.
window-sharing-remember = Remember this helper
# What that is for.
window-sharing-remember-why = You can ask them for help without a code then. You are asked each time all the same.
# The accessible name of the conversation.
window-sharing-conversation = Chat and what happened
# The accessible name of the entry for a message.
window-sharing-message = Message to your helper
# Sends it.
window-sharing-send = Send
# Said by a screen reader while the chat is not shown. $text is what the Helper wrote.
window-sharing-wrote = { $helper } writes: { $text }
# Where entries were dropped.
window-sharing-cut = What was here before is in the log of the session.
# Shows what helps on a slow connection.
window-sharing-bandwidth = Slow connection?
# Asks for the rate of the moment.
window-sharing-rate = How much is sent now?
# The accessible name of the entry for the cap.
window-sharing-cap = Send no more than (kbit/s)

## The window: the question before a session is ended

# The question.
window-leave-title = Do you want to end the session?
# What it means.
window-leave-what = Your helper will not see your screen any more. To get help again, you need a new code.
# Ends it.
window-leave-end = End the session
# Goes on.
window-leave-stay = Go on

## The window: the view after a session

# Its title.
window-end-title = The session has ended
# Shows the folder of the log.
window-end-show-log = Show the log

## The window: people and settings

# Leads to the people.
setup-people = People
# Leads to the settings.
setup-settings = Settings
# Leads back.
setup-back = Back
# A change is being made.
setup-busy = One moment, please…
# It was made.
setup-done = Saved.
# Saves what was written.
setup-save = Save
# Leaves it.
setup-cancel = Cancel
# It could not be made, for no reason that the User could mend.
setup-not-here = this cannot be changed here
# A number was expected.
setup-no-number = expected a number
setup-device-counts = What is pressed through the device “{ $device }” counts as pressed by you. Every program can press through it.
# $why is name-….
setup-bad-name = This cannot be a name: { $why }.
setup-offers-failed = Offers cannot be waited for now: { $why }. It is tried again.
# $date is a day, as 2026-05-03.
setup-last-helped = Helped last on { $date }.
setup-forget = Do you want to forget { $name }?
setup-people-unknown = Your contacts cannot be read: { $why }.
setup-kept-in = Your choices are kept in { $file }.
setup-logged-in = Logs are kept in { $folder }.
# $why is policy-forbidden-….
setup-nothing-shared = Nothing can be shared now: { $why }.
# Times that can be chosen.
setup-seconds =
    { $n ->
        [one] { $n } second
       *[other] { $n } seconds
    }
setup-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
setup-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
# A size of text.
setup-percent = { $n } %
# The language of the desktop.
setup-language-system = As the desktop has it
# Colours of the window.
setup-colours-system = As the system has them
setup-colours-light = Dark on light
setup-colours-dark = Light on dark

## The window: offers of help

# Whether they are waited for.
setup-offers-allow = Let helpers I know offer help
# What it means.
setup-offers-what = While this window is open, they see that you can be helped, and can ask to connect. You are asked each time before anybody sees your screen.

## The window: the view of the people

# Its title.
setup-people-title = People who can help you without a code
# Nobody is remembered.
setup-people-nobody = You remember nobody yet. While a helper is connected, you can choose to remember them.
# Asks somebody for help.
setup-people-ask = Ask for help
# Shows the key.
setup-people-key = Show the key
# Hides it.
setup-people-hide-key = Hide the key
# What it is for.
setup-people-key-is = Their key, in short. They can read theirs to you, to compare:
# Begins to call somebody otherwise.
setup-people-rename = Rename
# The accessible name of the entry for the new name.
setup-people-new-name = New name
# Forgets somebody.
setup-people-forget = Forget
# What that means.
setup-people-forgetting = They cannot come without a code any more. To remember them again, both of you have to agree while they are connected.
# Does not.
setup-people-keep = Keep
# A Helper in the policy.
setup-people-by-owner = The owner of this computer has decided that they may offer help. You are asked each time.
# The same, where offers are not allowed.
setup-people-by-owner-unused = The owner of this computer has named them, but does not allow help to be offered.

## The window: the view of the settings

# Its title.
setup-settings-title = Settings
# What holds for all.
setup-settings-what = What you change here holds from the next session on.
# The name that Helpers see.
setup-settings-name = Your name, as helpers see it
# The signal server.
setup-settings-server = Address of the server that introduces helpers; empty for this computer itself
# Helpers only look.
setup-settings-view-only = Helpers may only look, never control
# Sessions are logged.
setup-settings-log = Keep a log of each session
# What is given up.
setup-settings-bandwidth = On a slow connection
# How long a lost Helper is waited for.
setup-settings-reconnect = When the connection to a helper is lost, wait for them
# How long a code works.
setup-settings-expires = A code works for
# The router.
setup-settings-map-port = Ask the router for a port, for a direct connection. Anybody on the internet can then send packets to this program
# The size of text.
setup-settings-text-size = Size of text in this window
# The colours.
setup-settings-colours = Colours of this window
# The language of the window, the terminal and errors.
setup-settings-language = Language of this program
# The device for assistance.
setup-settings-device = On-screen keyboard or switch
# None is named.
setup-settings-no-device = Only your own mouse and keyboard can allow something.
# Leads to the view of the device.
setup-settings-choose-device = Choose a device

## The window: the view of the device for assistance

# Its title.
setup-device-title = A device that presses for you
# What it is for.
setup-device-what = An on-screen keyboard or a switch presses through a device of the desktop. If you name it here, what it presses counts as pressed by you, for example “Allow”.
# What it opens.
setup-device-opens = This opens a door: every program on this computer can press through that device, and so allow something in your place. From the moment a helper shares control until the session ends it does not count.
# How it is set.
setup-device-how = Press the button below with a mouse or keyboard of this computer, or let somebody beside you do it.
# Devices that the desktop names.
setup-device-known = Devices of this desktop:
# The accessible name of the entry.
setup-device-name = Name of the device
# Names no device.
setup-device-none = No device

## The window: who decided what holds

# Nobody.
setup-decided-default = This is the default.
# The settings file.
setup-decided-file = You have chosen this.
# A variable.
setup-decided-variable = A variable of the environment decides this, as long as this program runs.
# The command line.
setup-decided-command-line = This was chosen when the program was started, and holds until it ends.
# The owner of the computer.
setup-decided-owner = The owner of this computer has decided this. You cannot change it.

## The window: an invitation as a file or by e-mail

# The invitation ended before it could be delivered.
sending-not-open = the invitation is not open any more, so there is nothing to send. Ask for help again
# More messages were asked for than one session sends.
sending-enough-mail = no more e-mail is sent for this invitation. Save it as a file, or tell your helper the code
# Why an invitation was not e-mailed. Names of keys of the configuration stay.
mail-unwritten = the message cannot be written: { $why }
mail-unattached = the attachment cannot be written: { $why }
mail-no-program = there is no { $program } here to open a mail program; set up [email] in the configuration, or save the invitation as a file (--save-as)
mail-program-failed = { $program } cannot be used: { $why }
mail-unopened = no mail program was opened ({ $program }: { $status }); set up [email] in the configuration, or save the invitation as a file (--save-as)
# $host is the name of the mail server.
mail-slow = the mail server { $host } did not take the message in time
mail-silent = the mail server { $host } did not answer in time
mail-login = the mail server { $host } refused the login; check user and password_file in [email]
# $reply is what the server says.
mail-refused = the mail server { $host } refused the message: { $reply }
mail-insecure = no secure connection to the mail server { $host }: { $why }; check tls and port in [email]
mail-unusable = the mail server { $host } cannot be used: { $why }; check host, port and tls in [email]
# The name that is proposed for the file.
sending-file-name = Invitation
# Introduces the other ways.
sending-title = Or give your helper an invitation:
# Unfolds how it is saved.
sending-file = Save as a file
# The name of the entry for the path.
sending-path = File to save
# Saves it.
sending-save = Save
# The path cannot be used.
sending-path-error = Please write the name of a file, or its whole path beginning with a slash.
# Unfolds how it is e-mailed.
sending-mail = Send by e-mail
# The name of the entry for the address.
sending-address = E-mail address of your helper
# The address cannot be used.
sending-address-error = Please write one e-mail address, such as jacky@example.org.
# While a message is being sent.
sending-sending = The e-mail is being sent…
# While the mail program is being opened.
sending-opening = Your mail program is being opened…
# What neither a file nor a message holds.
sending-without-words = It says where your helper can reach you, and until when. The words of the code are not in it: tell them by phone.
# Sends the message.
sending-send = Send the e-mail
# Opens the program that sends it.
sending-open = Open in my mail program
# Why no message can be sent from here.
sending-forbidden-program = The owner of this computer has decided that e-mail is sent only through a mail server, and your settings name none.
sending-forbidden-server = The owner of this computer has decided that e-mail is sent only by the mail program of the desktop, and your settings name a mail server.
sending-forbidden-all = The owner of this computer has decided that invitations are not sent by e-mail.

## The window: why it does not take a yes, and whether it takes one at all

# No question is shown.
consent-no-question = There is nothing to answer any more.
# Nothing is known of who presses.
consent-no-evidence = This window cannot tell here whether you or a program pressed the button. Answer in the terminal.
# Nothing was pressed.
consent-no-press = This did not come from your mouse or keyboard. Press the button yourself, with the mouse, Enter or the space bar.
# A program pressed it.
consent-program = A program pressed this, not you. If you want to allow it, use your own mouse or keyboard.
# A program could have pressed it.
consent-program-may = Another program can press keys and buttons here at the moment, such as a remote desktop. End it, and press again.
# A program pressed something, too.
consent-program-too = A program pressed keys or buttons, too. Wait a moment, and press again with the mouse.
# It was too soon.
consent-too-soon = That was too quick. Read the question, and press again.
# The key was held.
consent-held = The key was pressed before the question appeared, or was held. Let go of it, and press again.
# The User was typing.
consent-typing = You were typing. Read the question, and press again.
# Keys have another meaning.
consent-remapped = Your keyboard or mouse was set up anew. Wait a moment, and press again with the mouse.
# The pointer was there from the beginning.
consent-pointer-waited = The pointer was on the button when the question appeared. Move it away and back, and press again.
# The pointer is elsewhere.
consent-pointer-elsewhere = The pointer is not on the button. Move it there, and press again.
# A program moved the pointer.
consent-pointer-moved = The pointer was moved, but not by your mouse. Move it away and back, and press again.
# The window changed.
consent-window-changed = This window was moved or covered at this moment. Look at it, and press again.
# The window is covered.
consent-window-covered = This window has to be seen as a whole. Move what is in front of it, and press again.
# Where input is shown to its window alone, and a person is told from a program.
consent-presses-proved = You can allow things in the window: a button counts as pressed by you while no other program can press. Whether something lies over the window is not known.
# The same, where a person is not told from a program. A reason follows.
consent-presses-not-proved = Nothing can be allowed in the window, only in a terminal.

## The window: the code said aloud

# Says the code.
speech-say = Say it aloud
# Stops that.
speech-stop = Stop speaking
# Whoever is in the room hears it.
speech-heard = Everybody in the room hears the code. Say it aloud only where you may.
speech-failed-not-here = On this system the code cannot be said aloud yet.
# $package is the name of a package of the system.
speech-failed-not-installed = No program on this computer speaks. Install the package { $package } to have the code said aloud.
speech-failed = The voice of this computer does not work. Is there a loudspeaker?
speech-failed-system = The voice cannot be started: { $why }.

## The window: the small picture of what the Helper sees

# Shows the picture.
seen-show = What your helper sees
# Hides it.
seen-hide = Hide what your helper sees
# What a screen reader says instead of the picture.
seen-picture = What your helper sees now
# What the picture is.
seen-what = What your helper sees now, without the bar at the top.
# In the place of the picture while nothing is sent.
seen-nothing = Your helper sees nothing now.
# In the place of the picture until the first one is there.
seen-soon = The picture comes in a moment.

## Outside of the window: notifications of the desktop, and the icon and its menu

# In the menu: shows the window.
desk-show = Show the window
# The title of a notification: a question is open. No title has a name: some desktops take names for markup there.
desk-asked = Alongside asks you something
# A Helper sees the screen.
desk-seen = Your screen can be seen
# A Helper shares control.
desk-controlled = Your helper shares control
# The Helper wrote.
desk-wrote = Your helper wrote to you
# The session has ended.
desk-ended = The session has ended
# In notifications of the desktop. desk-answer follows each.
desk-asked-connect = { $helper } wants to connect and see your screen.
desk-asked-control = { $helper } wants to share control of your computer.
desk-asked-clipboard-read = { $helper } wants to get what you copy.
desk-asked-clipboard-write = { $helper } wants to put something into your clipboard.
desk-asked-file-in = { $helper } wants to send you files.
desk-asked-file-out = { $helper } asks you for a file.
desk-asked-point = { $helper } wants to point at things on your screen.
desk-asked-remember = Do you want to remember { $helper }?
desk-answer = Answer in the window. If you do nothing, it is not allowed.
# What holds now follows, as window-bar-….
desk-wrote-what = { $helper } wrote to you.

## Helpers whom the User remembers, and offers

# A key that no browser makes.
contacts-no-key = The key that your helper sent is no key, so nobody is remembered.
# Nobody is remembered.
contacts-none = You remember no helper. Type /remember while one is connected.
# Nobody was asked who is available.
contacts-no-server = Who is available now is known to your server only; name it with --server URL.
# Options that only a code makes sense of.
contacts-to-needs-no-code = --to needs no code, so there is nothing to save, to e-mail or to choose words for. Leave --to away, or --save-as, --email, --choose-words and --words-file
# The two do not get to remember each other, and the User did not say so.
contacts-not-remembered-no-answer = Your helper did not answer, so nobody is remembered.
contacts-not-remembered-unproven = Your helper could not prove that the key they sent is theirs, so nobody is remembered.
contacts-not-remembered-declined = Your helper does not want to be remembered, or their browser cannot.
# Who asks: $alias is the name under which the User knows them, $helper the one that they use now; both in quotation marks.
contacts-asker = { $alias } (calls themselves { $helper })
contacts-proven-code = They have proved that they know your code.
contacts-proven-contact = They have proved that they are your contact { $helper }.
contacts-proven-policy = They have proved that they are { $helper }, whom the owner of this computer lets offer help.
# NAME stands for a name.
contacts-remember = { $helper } would like you and them to remember each other. You can then ask them for help without a code, with: alongside share --to NAME. You are still asked each time before anybody sees your screen. Do you want to remember { $helper }?
contacts-waiting-available = Waiting for { $helper }, who is available now. No code is needed.
contacts-waiting = Waiting for { $helper }, who is not available now. No code is needed; keep this open.
# Both are lists of names; $available may be contacts-nobody.
contacts-waiting-for-offers = Help can be offered by { $helpers }. Available now: { $available }. You are asked before anybody sees your screen.
contacts-nobody = nobody
# NAME stands for a name.
contacts-left-out = There is no room to wait for all helpers at once; { $n } of them cannot find this computer. Forget contacts whom you no longer need: alongside contacts forget NAME
contacts-stranger = Somebody who is not known here tried to connect without a code. They were refused.
# $n is 2 or more.
contacts-stranger-often = Somebody who is not known here tried to connect without a code ({ $n } times). They were refused.
# $name is the name for the command, in its own quotation marks.
contacts-remembered = You and { $helper } remember each other. Next time: alongside share --to { $name }
contacts-remembered-already = You and { $helper } remember each other already. Next time: alongside share --to { $name }
contacts-other-key = WARNING: this is not the key of your contact { $helper }. Somebody may pretend to be { $helper }, or { $helper } uses another browser now. Nobody is remembered. If you are sure who it is, forget the contact first: alongside contacts forget { $name }
contacts-not-kept = Your helper is not remembered: { $why }. The session goes on.
contacts-not-noted = That this contact helps you now is not written down: { $why }. The session goes on.
contacts-names-unknown = Your contacts cannot be read: { $why }. You are not warned when somebody uses the name of one of them.
# The columns of the list of contacts on the terminal, in large letters where you have them: as short as can be.
contacts-column-name = NAME
contacts-column-key = KEY
# Since when the contact is known.
contacts-column-since = SINCE
# The day of the last session.
contacts-column-last = LAST
# Whether they are available now: contacts-available-….
contacts-column-now = NOW
contacts-available-yes = available
contacts-available-no = -
contacts-available-unknown = not known
contacts-not-asked = Who is available now is not known: { $why }.
# Two lines, of which the values are below each other.
contacts-own-fingerprint = Fingerprint:
contacts-own-key = Public key:

## Names that others chose

# A name in the quotation marks of your language.
names-quoted = “{ $name }”
names-resembles-code = WARNING: this may not be the { $known } you know. Whoever has your code can choose such a name, and they have not shown the key of { $known }.
names-resembles = WARNING: this is not the { $known } you know. They have chosen such a name themselves.

## The rights beside the picture and control

# What begins every answer on the terminal that allows the clipboard. Not a word of small talk.
typed-allow-clipboard = allow clipboard
# What follows it, after a space, to allow for a while.
typed-for-minutes = 10 minutes
# What follows it, after a space, to allow until the session ends.
typed-for-session = session
# The doctor has opened the clipboard.
rights-clipboard-works = What one of you copies, the other one can paste, once you agree.
# The clipboard is not shared on this computer.
rights-no-clipboard-here = The clipboard cannot be shared on this desktop: what one of you copies, the other one cannot paste.
# What the Helper sent was not taken, and what was copied before is gone.
rights-clipboard-emptied = Your clipboard is empty now: what the Helper sent could not be put in, and what you had copied before is lost.
# What a yes means, to read what is copied.
rights-read-meaning = This time means the next thing that you copy. You can take it back at any moment.
# What a yes means, to put something in.
rights-write-meaning = This time means one thing. Nothing is pasted or opened by itself.
rights-clipboard-read = { $asker } wants to get what you copy from now on: texts and pictures. What you copied before is not sent, nor what a password manager marks as secret. Do you want to allow this?
rights-clipboard-write = { $asker } wants to put something into your clipboard, so that you can paste it. It takes the place of what you copied last. Do you want to allow this?
# What a right lets the Helper do: put in as $what after "may" or "may not" in the sentences below. A form that fits all of them: an infinitive, or
# a noun.
rights-what-look = see your screen
rights-what-control = use your mouse and keyboard
rights-what-system-prompts = see and answer password and system prompts
rights-what-clipboard-read = get what you copy
rights-what-clipboard-write = put something into your clipboard
rights-what-point = point at your screen and draw on it
rights-what-type = type
rights-what-file-in = send you these files
rights-what-file-out = get a file that you choose
rights-what-sound = hear your computer
rights-what-voice = talk with you
rights-what-record = record the session
rights-what-another-helper = bring another helper
rights-what-hand-over = hand over to another helper
# In the list of what the Helper may do.
rights-may = They may { $what }.
# $right is the English name of the right, which is typed.
rights-granted-once = { $helper } may { $what }, one time. Take it back in the window, or with /revoke { $right }.
rights-granted-minutes = { $helper } may { $what }, for { $n } minutes. Take it back in the window, or with /revoke { $right }.
rights-granted-session = { $helper } may { $what }, until the session ends. Take it back in the window, or with /revoke { $right }.
rights-ended-time = The time is over: { $helper } may not { $what } any more.
rights-ended-by-user = { $helper } may not { $what } any more.
rights-ended-by-helper = { $helper } does not need it any more: they may not { $what }.
# $rights is a list of English names, which are typed.
rights-unknown = Expected /revoke and one of: { $rights }.

## The window: rights

# Grants it one time.
window-rights-this-time = Allow one time
# Grants it for a while.
window-rights-ten-minutes = Allow for 10 minutes
# Grants it until the session ends.
window-rights-session = Allow until the session ends
# Takes a right back.
window-rights-revoke = Take it back
# The title of the list of rights.
window-rights-title = What your helper may do

## What stops control

control-stops-esc = You can take control back at any moment with the Esc key.
# $button is the button window-sharing-stop-control; the desktop's sharing sign is the small picture of GNOME and others that something is shared.
control-stops-time = Esc does not end it on this desktop. “{ $button }” does, or /stop in the terminal, or the desktop's sharing sign. It ends by itself after { $n } minutes.
# While control is shared.
control-stops-it-esc = Press Esc to stop that.
control-stops-it-time = Stop that with “{ $button }” in the window, or with /stop in the terminal: Esc does not. It ends by itself after { $n } minutes.
control-ended-time = The { $n } minutes are over, so your helper does not share control any more. They can ask again.
control-ended-by-user = You have taken control back.
control-ended-by-helper = Your helper has given control back.

## Files

# What allows files, on the terminal. Not a word of small talk.
typed-allow-files = allow files
# What a yes means, to files of the Helper.
files-incoming-meaning = They are saved on this computer under the names that your helper gave them. Open them only if you know what they are. You can stop it at any moment.
# What a yes means, to files of the User.
files-outgoing-meaning = Nothing is sent by this alone: you choose each file. You can take it back at any moment.
# The question about files of the Helper. $size is a size, as 2.0 kB. $folder is where they are saved. A list of them follows, below.
files-incoming =
    { $n ->
        [one] { $asker } wants to send you a file ({ $size }). It is saved in { $folder }, and not opened. Do you want it?
       *[other] { $asker } wants to send you { $n } files ({ $size }). They are saved in { $folder }, and not opened. Do you want them?
    }
# $name is the name of the folder that is sent.
files-incoming-folder =
    { $n ->
        [one] { $asker } wants to send you the folder { $name } with { $n } file ({ $size }). It is saved in { $folder }, and not opened. Do you want it?
       *[other] { $asker } wants to send you the folder { $name } with { $n } files ({ $size }). It is saved in { $folder }, and not opened. Do you want it?
    }
# The same with empty folders in it: $empty is files-empty-folders.
files-incoming-folder-empty =
    { $n ->
        [one] { $asker } wants to send you the folder { $name } with { $n } file and { $empty } ({ $size }). It is saved in { $folder }, and not opened. Do you want it?
       *[other] { $asker } wants to send you the folder { $name } with { $n } files and { $empty } ({ $size }). It is saved in { $folder }, and not opened. Do you want it?
    }
files-empty-folders =
    { $n ->
        [one] { $n } empty folder
       *[other] { $n } empty folders
    }
# A line of the list: name and size.
files-offered = { $name }, { $size }
# A line above the list.
files-programs-first = { $n } of them can run as programs, and stand first:
# The last line of the list.
files-more = and { $n } more, { $size } together
files-incoming-any = { $asker } wants to send you files. Do you want them?
files-outgoing = { $asker } asks you for a file. They get only files and folders that you choose yourself. Do you want to allow this?
# Takes the place of $helper in files-notice-offered and files-notice-sent while no name is known.
files-your-helper = your helper
# $name is the name of a file, in quotation marks.
files-notice-coming = The file { $name } is on its way to you.
files-notice-offered = The file { $name } is offered to { $helper }.
# Two sizes: how much of it has come.
files-notice-running = { $name }: { $part } of { $size }.
files-notice-paused = { $name } is paused until you go on.
# No full stop, since the path ends the sentence.
files-notice-arrived = The file { $name } has arrived. It is at { $path }
files-notice-sent = The file { $name } was sent to { $helper }.
# $why is files-failure-….
files-notice-not-arrived = The file { $name } has not arrived: { $why }.
files-notice-not-sent = The file { $name } was not sent: { $why }.
# A folder. files-folder-at, files-folder-first or files-folder-why may follow.
files-folder-arrived = The folder { $name } has arrived, with all { $n } files.
files-folder-not-arrived = The folder { $name } has not arrived.
# $n of $count files are missing.
files-folder-partly = Of the folder { $name }, { $n } of { $count } files have not arrived.
files-folder-at = It is at { $path }
# $file is the name of the first file that is missing; $why is files-failure-….
files-folder-first = The first is { $file }: { $why }.
files-folder-why = Why: { $why }.
files-not-come =
    { $n ->
        [one] { $n } file that you agreed to has not come for 5 minutes, and may not come any more.
       *[other] { $n } files that you agreed to have not come for 5 minutes, and may not come any more.
    }
# Why a file or folder did not arrive or was not sent: put in as $why, after a colon and before a full stop.
files-failure-cancelled = it was cancelled
files-failure-not-allowed = it is not allowed any more
files-failure-changed = it was changed while it was sent
files-failure-damaged = it was damaged on its way
files-failure-disk-full = the disk is full
files-failure-page-reloaded = your helper has loaded the page again
files-failure-stalled = nothing of it has come for 5 minutes
files-failure-unanswered = your helper has not said within 15 minutes whether they want it
files-failure-too-large = the other browser cannot keep so much
files-failure-scanner = the virus scanner keeps it out
files-failure-failed = it could not be read or written
# $path is a path, without quotation marks; $why one of the four below, or English from the system.
files-not-sent = { $path } was not sent: { $why }.
files-not-sent-owner = the owner of this computer does not allow it
files-not-sent-paused = sharing is paused
files-not-sent-nobody = no helper is connected
files-not-sent-now = it is not possible now
# Why what the User has chosen is not sent. Each follows a colon.
files-no-file = it is not a file
files-large = it is too large
files-many = it has too many files, or too many folders within each other: make a ZIP archive of it, and send that
# $file is what it is about in the folder.
files-within = { $file } in it: { $why }
files-disk = it cannot be read: { $why }
files-links-left-out =
    { $n ->
        [one] { $n } link or device in { $path } is not sent: only files and folders are.
       *[other] { $n } links or devices in { $path } are not sent: only files and folders are.
    }
# A size. kB, MB, GB and TB stand after larger numbers.
files-size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
# The mark between the whole number and its tenth: 1.5 kB.
files-decimal-mark = .
files-dialog-failed = The dialog has failed: { $why }. Write the path.
files-dialog-elsewhere = What you chose is not on this computer. Save it here first, then choose it again.
# $most is a number.
files-too-many = These are { $n } files. { $most } can be sent at once: choose fewer, or the folder that they are in.

## The window: files

# Shows what sends a file.
window-files-send = Send a file or folder
# Why none can be sent now.
window-files-while-controlled = Not while control is shared: your helper could choose the file. Take control back first.
# The files of a question, for screen readers.
window-files-offered = Files
# The field for its path.
window-files-path = File or folder to send
# Chooses files in the desktop's dialog.
window-files-files = Choose files…
# Chooses a folder there.
window-files-folder = Choose a folder…
# The title of the dialog for files.
window-files-files-title = Files for your helper
# The title of the dialog for a folder.
window-files-folder-title = A folder for your helper
# What was chosen, for screen readers.
window-files-chosen = What you have chosen
# Sends it.
window-files-send-chosen = Send what is chosen
# Does not send it.
window-files-forget = Do not send
# What was chosen does not count.
window-files-chosen-while-controlled = What you chose is not sent: control is shared, so that your helper could press in the dialog. Take control back, and choose again.
# There is no dialog.
window-files-no-dialog = This desktop has no dialog for it. Write the path.
# The name of a file is no text.
window-files-strange-name = This name cannot be used: it has characters that are none. Give it another name.
# Stops its transfer for a while.
window-files-pause = Pause
# Stops that of all files of a folder for a while.
window-files-pause-folder = Pause folder
# Goes on with it.
window-files-continue = Go on
# Ends its transfer.
window-files-cancel = Cancel
# Ends that of all files of a folder.
window-files-cancel-folder = Cancel folder
# Sends it.
window-files-send-this = Send this

## Pointing, drawing and the steps that a Helper suggests

# What allows pointing, on the terminal. Not a word of small talk.
typed-allow-pointing = allow pointing
# What a yes means.
marks-meaning = Esc, a pause, or taking it back removes everything they drew.
marks-question = { $asker } wants to point at things on your screen, draw on it, and suggest steps. What they draw lies over your windows and clicks nothing. Do you want to allow this?
# A step that the Helper wrote, and what it is about, as: Press here (button “Save”). $name is the name of the element, in the language of its program.
marks-step-button = { $text } (button “{ $name }”)
marks-step-check-box = { $text } (check box “{ $name }”)
marks-step-radio-button = { $text } (choice “{ $name }”)
marks-step-switch = { $text } (switch “{ $name }”)
marks-step-link = { $text } (link “{ $name }”)
marks-step-menu = { $text } (menu “{ $name }”)
marks-step-menu-item = { $text } (menu item “{ $name }”)
marks-step-field = { $text } (field “{ $name }”)
marks-step-list = { $text } (list “{ $name }”)
marks-step-item = { $text } (entry “{ $name }”)
marks-step-tab = { $text } (tab “{ $name }”)
marks-step-slider = { $text } (slider “{ $name }”)
marks-step-other = { $text } (“{ $name }”)
# $n is the number of the step, $count how many there are.
marks-next = Step { $n } of { $count }: { $text }
marks-all-done = All steps are done.
# On the terminal, in place of an author; the words of the step follow after a colon. /next is typed.
marks-suggested = { $helper } suggests, step { $n } of { $count } (/next when it is done)
marks-none = { $helper } suggests no steps any more.
# $step is marks-next.
marks-suggests = { $helper } suggests: { $step } When it is done, type /next.
# A step in the window's list, and one that is done.
marks-listed = { $n }. { $text }
marks-listed-done = Done: { $n }. { $text }

## The window: steps

# The title of the list of steps.
window-steps-title = What your helper suggests
# The step is done, and another one follows.
window-steps-next = Next step
# The last step is done.
window-steps-done = Done

## The bandwidth

# The desktop's own programs are of no help here.
bandwidth-untouched = The wallpaper and the effects of this desktop are not changed, since alongside does not know how. The picture is made smaller all the same.
# A former session had no time to restore the desktop.
bandwidth-recovered = Your desktop looks as before again: the last session did not end properly and had left it changed.
# `alongside restore-desktop` has nothing to do.
bandwidth-nothing-to-restore = Nothing is to be restored: no session has left your desktop changed.
# What is given up at a level: put into bandwidth-level.
bandwidth-gives-none = nothing is given up for a slow line
bandwidth-gives-no-full-window-drag = fewer pictures while something large moves
bandwidth-gives-no-background = fewer pictures while something large moves, and no wallpaper
bandwidth-gives-full = fewer pictures while something large moves, no wallpaper, no effects, no font smoothing, and fewer colours
# $level is the name of the level as it is typed, as no-background; $kbit is a number.
bandwidth-level = Bandwidth level { $level }: { $what }. Sending { $kbit } kbit/s now.
bandwidth-level-most = Bandwidth level { $level }: { $what }. Sending { $kbit } kbit/s now, { $most } kbit/s at most.
# The names of the levels are typed as they are.
bandwidth-usage = Type /bandwidth alone to see it, with none, no-full-window-drag, no-background or full to set the level, or with a number from { $least } to { $most } to send no more kbit/s than that.
bandwidth-not-changed = The looks of the desktop are not as the level wants them: { $why }.
bandwidth-not-restored = The desktop may not look as before: { $why }. The next start tries again, and so does: alongside restore-desktop

## A question of the desktop itself

portal-asks = Your desktop asks now which screen your helper may see: choose it there and agree. Nothing is seen before that, and a no ends the session.
# "Allow remote interaction" is a switch in a dialog of GNOME: use the words that GNOME has in your language. Follows portal-asks.
portal-asks-switch = If your helper may ever use your mouse and keyboard, turn on "Allow remote interaction" there as well: nobody uses them before you have agreed here once more.
portal-may-ask = Your desktop may ask now which screen your helper may see, and about mouse and keyboard: choose and agree there. A no ends the session. Nobody uses mouse and keyboard before you have agreed here once more.
# $file is a path.
portal-restored = You let your desktop remember what your helper may see. It may show that now without asking. To choose anew next time, delete { $file }.
# Follows portal-restored.
portal-restored-input = Nobody uses mouse and keyboard before you have agreed here once more.

## The built-in server in a network of strangers

# The question.
public-network-asked = May others in this network try to reach your computer?
# The server may not listen.
public-network-refused = this network counts as public, and it was not allowed that others there try to reach this computer. If you trust the people in it, make it a private one in the settings of Windows (Network & internet), or start with --listen 0.0.0.0:7575. Else use a server (--server URL), or let only this computer connect (--listen 127.0.0.1:7575)
# The same for the window, whose User has no options.
public-network-refused-in-window = this network counts as public, and it was not allowed that others there try to reach this computer. If you trust the people in it, make it a private one in the settings of Windows (Network & internet), or close Alongside and start it again, to be asked again. Else enter a server under Settings
# What the system calls the network.
public-network-kind-said-unknown = The system does not say what kind of network this is.
public-network-kind-said-domain = The system says that this network is that of an organisation.
public-network-kind-said-private = The system says that this network is a private one.
public-network-kind-said-unclear = The system did not say what kind of network this is, so it counts as public.
public-network-kind-said-public = The system says that this network is a public one.
# $address is a network address.
public-network-meaning = This network counts as public, as in a café or a hotel. So that your helper can connect, Alongside would listen on { $address }, and anybody in this network could then try to reach your computer. Nobody sees your screen unless you allow it. A yes holds until you close Alongside.

## A part of the program has failed

# The part has failed. The session ends if it cannot go on without it.
parts-failed-pictures = A part of alongside has failed: the one that shows your screen. The session ends.
parts-failed-picture = A part of alongside has failed: the one that sends the picture. The session ends.
parts-failed-channels = A part of alongside has failed: the one that listens to your helper. The session ends.
parts-failed-signal-link = A part of alongside has failed: the one that stays in touch with the server. The session ends.
parts-failed-mail = A part of alongside has failed: the one that sends your invitation. It may not have been sent.
parts-failed-contacts = A part of alongside has failed: the one that knows your contacts. The session ends.
parts-failed-log = A part of alongside has failed: the one that writes the log. The session ends.
parts-failed-input = A part of alongside has failed: the one that types and clicks. The session ends.
parts-failed-panic-key = A part of alongside has failed: the one that waits for Esc. The session ends.
parts-failed-prompts = A part of alongside has failed: the one that notices password prompts. The session ends.
parts-failed-press-watch = A part of alongside has failed: the one that sees whether you or a program presses a button. Answer questions in the terminal.
parts-failed-desk = A part of alongside has failed: the one that shows notifications and its icon. The window shows all that they would.
parts-failed-appearance = A part of alongside has failed: the one that changes the desktop's appearance. If your desktop does not look as before, run: alongside restore-desktop
parts-failed-port-mapping = A part of alongside has failed: the one that asks your router for a port. The router closes a port that it has opened within 20 minutes.
parts-failed-border = A part of alongside has failed: the one that draws a border round what is shared. What is shared is the same as before.
parts-failed-elements = A part of alongside has failed: the one that finds what a step is about. Steps stay where your helper puts them.
parts-failed-marks = A part of alongside has failed: the one that shows what your helper draws. Nothing is drawn any more.
parts-failed-clipboard = A part of alongside has failed: the one that shares the clipboard. The clipboard is not shared any more.
parts-failed-transfers = A part of alongside has failed: the one that reads and writes what is transferred. Nothing is transferred any more.

## The page of the Helper

# Two short numbers of builds.
page-other-build = Your helper's page is of another build ({ $theirs }) than the one that belongs to this program ({ $own }). That is usual when the server has another version of Alongside. If it surprises you, ask whoever runs the server.

## Session logs: missing signatures, and what `alongside log verify` finds

# The Helper's side has not signed an entry in time that it can see itself.
log-unsigned = Your helper's side does not confirm what it must have seen: its signature is missing in the log of this session. Your own log goes on, and says where.
# `alongside log verify` says what it has found. $signed is a number.
log-verified =
    { $n ->
        [one] The log is as it was written: { $n } entry, { $signed } of them signed by the other side.
       *[other] The log is as it was written: { $n } entries, { $signed } of them signed by the other side.
    }
# These six stand before lists of entries, of which $entries are the numbers and English names.
log-line-signed = Signed by the other side: { $entries }
log-line-unseen = Not signed: the other side does not see it, or was gone: { $entries }
log-line-missing = Not signed, although a helper's side can see it: { $entries }
log-line-disputed = Disputed by the side of this copy, which saw no such thing: { $entries }
log-line-both = Signed by both sides, which both saw it: { $entries }
log-line-one-unseen = The word of one side: the other does not see it, or was gone: { $entries }
log-line-one-missing = The word of one side, although a helper's side can see it: { $entries }
log-verified-means = What is signed, the other side saw itself. What is not is the word of one side. Times are those of the shared computer's clock. Only the other side's copy can show whether the two agree.
log-same =
    { $n ->
        [one] The two copies agree: { $n } entry.
       *[other] The two copies agree: { $n } entries.
    }
# $one and $other are log-entries: what each copy has more.
log-up-to = The two copies agree up to entry { $entry }. Afterwards the two were not connected: the first copy goes on with { $one }, the second with { $other }.
log-entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
log-agreement-means = No entry was changed since the session. What both signed happened as it is written; the rest both have written down, and one side vouches for it. Times are those of the shared computer's clock. Who the two were is not proven by this.
log-other-session = the two copies do not agree: they differ from entry 1 on, so they are of different sessions, or one of them was made up
log-differ-from = the two copies do not agree: they differ from entry { $entry } on, which one side signed for the other
log-differ-missing = the two copies do not agree: entry { $entry } is missing in one of them, although its side signed it
log-differ-disputed = the two copies do not agree: both have entry { $entry }, and one side wrote down at once that it saw no such thing
log-fault-empty = the log has no entries
log-fault-no-key = the log does not say whose signatures it holds
log-fault-entry = entry { $entry } is not as it was written, or one before it is missing
log-fault-unsigned = entry { $entry } is not as it was written: its signature does not fit
log-fault-countersignature = the other side's signature of entry { $entry } is not as it was written
log-fault-dispute = the line that disputes entry { $entry } is not as it was written
# Why a file is no session log that can be shown. Each follows its name and a colon.
log-read-long = the file is too long for a session log
log-read-frame = the file does not begin and end as a session log of Alongside does
log-read-line = line { $line } is not as Alongside writes it
# Two numbers of entries: 3 to 7.
log-run = { $first } to { $last }
# An entry that this version does not know.
log-newer = { $entry } (of a newer Alongside)
# $entries is a list with commas.
log-and-more = { $entries } and { $n } more

## The owner's rules


policy-note-view-only = The owner of this computer lets helpers only look, so your helper cannot control it.
# $longest and $only are times, as 30m.
policy-note-lifetime = The owner of this computer lets an invitation work for { $longest } at most.
# Why something is not done. They begin small, since they follow "alongside: " or a colon; a full stop may follow.
policy-forbidden-invitations = the owner of this computer does not allow helpers to be invited. Ask them, or see: alongside policy
policy-forbidden-offers = the owner of this computer does not allow help to be offered. Have [offer] allowed = true put into the policy, or ask for help yourself: alongside share
policy-forbidden-control = the owner of this computer lets helpers only look. Leave --view-only=no away
policy-forbidden-lifetime = the owner of this computer lets an invitation work for { $longest } at most. Use --expires { $longest }
policy-forbidden-email = the owner of this computer does not allow invitations by e-mail. Leave --email away
policy-forbidden-email-program = the owner of this computer lets e-mail be sent only through a mail server. Name one under [email] in the settings file, or leave --email away
policy-forbidden-email-server = the owner of this computer lets e-mail be sent only by the desktop's mail program. Take [email] out of the settings file, or leave --email away
# Two numbers of versions.
policy-forbidden-version = the owner of this computer accepts no protocol older than { $minimum }, and this version speaks { $own }. Update alongside
# $level is a name as it is typed. `bandwidth` and `reconnect` are names in the policy file.
policy-forbidden-level = the owner of this computer has set the bandwidth level to { $level }. Leave it as it is, or have `bandwidth` changed in the policy
policy-forbidden-reconnect = the owner of this computer has set the time to wait for a lost helper to { $only }. Leave --reconnect away, or have `reconnect` changed in the policy
policy-forbidden-map-port = the owner of this computer does not allow the router to be asked for a port. Leave --map-port away
policy-forbidden-assistive-device = the owner of this computer does not allow a device of programs to answer in the window. Leave --assistive-device away
policy-forbidden-log-folder = the owner of this computer wants every session logged, in the folder of your account. Leave --log-dir away
policy-forbidden-no-log = the owner of this computer wants every session logged. Leave --no-log away, or have `log` changed in the policy
policy-log-required = the log of this session cannot be saved: { $why }. The owner of this computer wants every session logged, so none begins. Make room, or see: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

# Above the checks.
doctor-title = What was tried:
# Above the paths.
doctor-will-happen = What will happen:
# Before a mend for an administrator.
doctor-for-admin = For the administrator:
# Without a server.
doctor-no-server = Without --server the server inside this program is used, so this was not tried.
# Without a server, in a network of strangers.
doctor-asks-to-listen = The server inside this program asks you before it lets others in this network try to reach this computer. Where nobody can be asked, it does not start.
# Where the owner of this computer forbids sharing.
doctor-not-allowed = The server was not contacted, since the rules of this computer's owner do not let it be shared.
# After the server was not reached.
doctor-not-reached = Not tried, since the server could not be used.
# What later versions have.
doctor-not-yet = Not part of this version.
# Without a desktop.
doctor-no-desktop = Not tried, since there is no desktop to control.
# The server is behind a proxy that does not lead there.
doctor-server-behind-proxy = The server was not reached, because of the proxy.
# The connection is not encrypted.
doctor-tls-none = The address begins with http, so there is no TLS. What the two ends say is sealed all the same.
# The certificate is valid.
doctor-tls-valid = The server has a valid certificate.
# There is no proxy.
doctor-proxy-none = No proxy is in use.
# The signal link and the lane work.
doctor-websocket-works = The server introduces the two ends, and its own path carries messages.
# The signal link works; there is no lane.
doctor-websocket-no-lane = The server introduces the two ends. It has no path of its own for the picture.
# After either: a relay in a WebSocket works.
doctor-relay-in-websocket = The relay can be used within a WebSocket, too.
# The link broke.
doctor-websocket-broken = The connection to the server opened, and then broke.
# UDP works.
doctor-udp-works = UDP packets reach the server, and its answers come back.
# There is nothing to try UDP with.
doctor-udp-not-offered = Not tried, since this server has no STUN and no relay.
# UDP is blocked.
doctor-udp-blocked = No UDP packet comes back from the server.
# The address is known.
doctor-stun-works = The server tells this computer its address outside.
# The server has no STUN.
doctor-stun-not-offered = Not tried, since this server names no STUN server.
# What opens a relay.
doctor-relay-off = alongside-signal relays with --turn ADDR, over TLS with --tls-cert too, and names other relays with --external-turn.
# Why a way does not work, without a full stop: put into doctor-relay-fails and others as $why, and shown alone with a capital letter.
doctor-silent = nothing answers
doctor-garbled = what answers does not speak its protocol
doctor-no-packet = it gives an address, but no packet comes through
# IPv6 works.
doctor-ipv6-works = The server is reached over IPv6.
# This computer has none.
doctor-ipv6-not-here = This computer has no IPv6; IPv4 is used.
# The server has none.
doctor-ipv6-not-there = The server has no IPv6 address; IPv4 is used.
# A proxy is used.
doctor-ipv6-proxied = Not tried, since a proxy leads to the server.
# It is broken.
doctor-ipv6-fails = This computer and the server have IPv6 addresses, but do not reach each other there.
# No NAT.
doctor-nat-none = None: this computer's own address is seen outside.
# A NAT with one mapping.
doctor-nat-same = Translated, and the same for two ports of the server, as home routers do. Direct connections mostly work.
# A NAT with a mapping for each destination.
doctor-nat-other = Translated differently for each destination (symmetric). Direct connections rarely work.
# A NAT of an unknown kind.
doctor-nat-one-seen = Translated. Of which kind cannot be told here, since the server shows it from one port only.
# Unknown.
doctor-nat-unknown = Unknown, since no server told this computer its address outside.
# The router is asked only with `--map-port`.
doctor-mapping-not-asked = Not tried, since the router is asked for a port with --map-port only.
# The router is not asked in a network of strangers.
doctor-mapping-not-in-public = Not tried, since this network counts as public, where no router is asked for a port.
# The router opens a port.
doctor-mapping-works = The router has opened a port for this computer, and closed it again.
# The desktop asks first.
doctor-screen-asked = The desktop portal and PipeWire are there. The desktop asks for the screen when a session begins, unless it was told to remember the answer.
# A picture was taken, and not encoded.
doctor-not-encoded = a picture was taken, but could not be encoded
# No picture came.
doctor-no-picture = the screen shows no picture
# The check failed.
doctor-check-failed = the check of the desktop failed
# The desktop hangs.
doctor-desktop-hangs = the desktop does not answer
# Input.
doctor-input-works = Your helper can control them once you allow it.
# Input, where nothing that is injected reaches the system's prompts.
doctor-input-works-without-prompts = Your helper can control them once you allow it, but neither the system's prompts nor windows that run as an administrator: you use those yourself.
# The panic key.
doctor-panic-key-works = Esc takes control back at any moment.
# The panic key, where the User's keys are told from those of programs.
doctor-panic-key-works-presses-told = Esc takes control back at any moment. A key that you press is told from one that a program presses.
# The same, where a program can imitate the keyboard.
doctor-panic-key-works-presses-imitated = Esc takes control back at any moment. A key that you press is told from one that a program presses, unless the program imitates your keyboard.
# The panic key, where they are not told from those of programs.
doctor-panic-key-works-presses-not-told = Esc takes control back at any moment. A key that you press is not told from one that a program presses.
# Without a picture.
doctor-encoder-not-tried = Not tried, since there is no picture.
# No policy.
doctor-policy-none = There is none on this computer, so that everything is your choice.
# A policy that allows sharing.
doctor-policy-allows = The owner of this computer allows sharing; `alongside policy` shows how.
# A policy that allows looking only.
doctor-policy-view-only = The owner of this computer lets helpers only look; `alongside policy` shows more.
# No log.
doctor-log-off = None is kept, as the policy or your settings say.
# No folder.
doctor-no-log-folder = this account has no home folder
# Directly.
doctor-direct = Pictures and input go directly from computer to computer, if your helper's network allows it.
# Directly, in the same network.
doctor-direct-near = Pictures and input go directly if your helper is in the same network.
# With the server inside.
doctor-direct-inside = This computer is the server. Pictures and input go directly to a helper in the same network.
# Through the server.
doctor-through-server = They go through the server where nothing else is possible.
# Through the server, as the only path.
doctor-server-first = Pictures and input go through the server, which is the slowest path.
# Helpers can look only.
doctor-look-only = Your helper can look, but not control.
# The mend when the server is not reached.
doctor-mend-server-user = Check the address of the server and that this computer is online; see whether your browser opens that address.
doctor-mend-server-admin = Check that the name resolves here, that alongside-signal runs, and that the firewalls let TCP through to its port (443 for https).
# The mend of an invalid certificate.
doctor-mend-tls-user = Check the date and the time of this computer; if they are right, ask who runs the server.
doctor-mend-tls-admin = Give the server a certificate for its name with the whole chain (--tls-cert). If a firewall here opens TLS, install its authority on this computer or exempt the server.
# The mend of a proxy.
doctor-mend-proxy-user = Ask for the address of the proxy of this network, with a name and a password if it needs them, and give it with --proxy; or try --proxy none.
doctor-mend-proxy-admin = Let the proxy accept CONNECT to the port of the server, or name another one by --proxy or HTTPS_PROXY.
# The mend of WebSockets.
doctor-mend-websocket-user = Check that the address is that of an Alongside server; else something in between blocks it, so try another network.
doctor-mend-websocket-admin = Let firewalls, proxies and reverse proxies in between pass WebSockets (RFC 6455) to /ws, /lane and /turn of the server, with the headers Upgrade and Connection.
# The mend of UDP.
doctor-mend-udp-user = A session still works over TCP, but may be slower; another network, such as that of a phone, may be faster.
doctor-mend-udp-admin = Let UDP out to port 3478 of the server and the answers back in; for direct connections, to any address and port.
# The mend of STUN.
doctor-mend-stun-user = A direct connection is unlikely, and the relay or the server is used instead; another network may be faster.
doctor-mend-stun-admin = Let UDP out to the STUN port of the server (3478) and the answers back in.
# The mend of a relay over UDP.
doctor-mend-relay-udp-user = Nothing has to be done if another relay below works; else try another network.
doctor-mend-relay-udp-admin = Let UDP through to port 3478 of the server, from here and at the server's own firewall.
# The mend of a relay over TCP.
doctor-mend-relay-tcp-user = Nothing has to be done if another relay works; else try another network.
doctor-mend-relay-tcp-admin = Let TCP through to port 3478 of the server, from here and at the server's own firewall.
# The mend of a relay over TLS.
doctor-mend-relay-tls-user = Nothing has to be done if another relay works; else try another network.
doctor-mend-relay-tls-admin = Let TLS through to the port of the server unopened: firewalls that expect HTTP inside drop TURN.
# The mend when the relay refuses or drops.
doctor-mend-relay-refuses-user = Tell who runs the server; a session may work without the relay.
doctor-mend-relay-refuses-admin = Check --turn-public-ip, the ports of the relay at the server's firewall (UDP, 32768 and above), and the log of alongside-signal or of the external relay.
# The mend of IPv6.
doctor-mend-ipv6-user = Nothing has to be done: IPv4 is used instead.
doctor-mend-ipv6-admin = Check the IPv6 route and the firewalls between here and the server, or remove its AAAA record.
# The mend of a symmetric NAT.
doctor-mend-nat-user = Nothing has to be done if a relay works; another network may be faster.
doctor-mend-nat-admin = Let the NAT keep one outside port for each inside socket (endpoint-independent mapping, RFC 4787), or open ports and give them with --udp-ports.
# The mend of the screen.
doctor-mend-screen-user = Start this program in the session whose screen is to be shared.
doctor-mend-screen-admin = Sharing needs an X11 session (DISPLAY) whose cookie this account can read, or a Wayland session with xdg-desktop-portal, its backend for this desktop, and PipeWire (libpipewire-0.3-0).
# The mend of input.
doctor-mend-input-user = A session works, but your helper can only look.
doctor-mend-input-admin = The X server needs its extensions XTEST and XInputExtension.
# The mend of the panic key.
doctor-mend-panic-key-user = A session works, but control cannot be shared: it is only given while Esc can take it back.
doctor-mend-panic-key-admin = The X server needs version 2 of its extension XInputExtension.
# The mend of the encoder.
doctor-mend-encoder-user = Install this program again, and report it if that does not help.
doctor-mend-encoder-admin = Compare with another computer: the encoder needs nothing of the system.
# The mend of a policy.
doctor-mend-policy-user = Ask the owner of this computer.
doctor-mend-policy-admin = Change the policy file that `alongside policy` names.
# The mend of the log.
doctor-mend-log-user = A session works without a log; free some space, or --no-log if you want none.
doctor-mend-log-admin = Let this account write to that folder.
# The mend of a log without which there is no session.
doctor-mend-log-required-user = The owner of this computer wants every session logged, so there is none without; free some space.
doctor-mend-log-required-admin = Let this account write to that folder, or change `log` in the policy.
# The server refuses an invitation.
doctor-refused-rate-limited = The server has seen too many invitations from your network lately.
doctor-refused-full = The server is full at the moment.
doctor-refused-version = The server is of a version that does not fit to this program.
doctor-refused-otherwise = The server refused the invitation.
# The names of the checks, at most 21 letters: a column of the terminal.
doctor-label-server = Server
doctor-label-tls = Encryption (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Own address (STUN)
doctor-label-relay-udp = Relay over UDP
doctor-label-relay-tcp = Relay over TCP
doctor-label-relay-tls = Relay over TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Address translation
doctor-label-port-mapping = Port mapping
doctor-label-screen = Screen
doctor-label-input = Mouse and keyboard
doctor-label-panic-key = Esc key
doctor-label-clipboard = Clipboard
doctor-label-sound = Sound
doctor-label-encoder = Video encoder
doctor-label-policy = Policy
doctor-label-log = Session log
# $server is an address. $why here and below is English, from the system or a library, without a full stop.
doctor-server-answers = { $server } answers.
doctor-server-unreachable = The server cannot be reached: { $why }.
doctor-server-silent = { $server } does not answer in time.
doctor-proxy-leads = The proxy { $proxy } leads to the server.
doctor-lane-fails = The server introduces the two ends, but its own path carries nothing: { $why }.
doctor-not-upgraded-status = The server answers, but opens no WebSocket (HTTP status { $status }).
doctor-not-upgraded = The server answers, but opens no WebSocket.
doctor-mend-refused-version-user = Update this program, or ask who runs the server to update it.
doctor-mend-refused-version-admin = Run the same version of alongside-signal as of alongside.
doctor-mend-refused-user = Wait for a minute, and try again.
doctor-mend-refused-admin = See the metrics of alongside-signal for what is used up; --max-invitations and --trusted-proxy (for the addresses of clients behind a proxy) may have to change.
# $transport is UDP, TCP or TLS.
doctor-relay-works = A packet went through the relay and back over { $transport }.
doctor-relay-not-offered = This server has no relay over { $transport }.
# $why may be doctor-silent, doctor-garbled, doctor-no-packet or doctor-refused-with.
doctor-relay-fails = The relay cannot be used over { $transport }: { $why }.
doctor-refused-with = it refuses with error { $code }
doctor-no-mapping-no-router = This computer knows of no router to ask.
doctor-mend-no-router-user = Check that this computer is online; without the router's help nothing else changes.
doctor-mend-no-router-admin = The port is asked for at the gateway of the default route for IPv4, on Linux and Windows only.
doctor-no-mapping-silent = The router does not answer such requests.
doctor-mend-router-silent-user = Switch UPnP, PCP or NAT-PMP on in the settings of your router, if you want it; else the connection is made without.
doctor-mend-router-silent-admin = Let the router answer PCP and NAT-PMP (UDP port 5351) or UPnP (SSDP on UDP port 1900, and its description and control over TCP) in this network.
doctor-no-mapping-refused = The router refuses to open a port.
doctor-mend-router-refuses-user = See in the settings of your router whether this computer may open ports.
doctor-mend-router-refuses-admin = Allow this computer to map UDP ports in the router's rules for UPnP and PCP, and see whether all its ports are taken.
doctor-no-mapping-not-leased = The router would keep the port open for ever, so it was not used.
doctor-mend-not-leased-user = Update your router, or open a port there by hand and name it with --udp-ports.
doctor-mend-not-leased-admin = The router has to end mappings by itself (leases of 20 minutes); it offers permanent ones only, or ones of more than a day.
doctor-no-mapping-not-public = The router's own address outside ({ $address }) is not reached from the internet, since another one translates it. A port there is of no use.
doctor-mend-not-public-user = Nothing has to be done if a relay works; ask your provider for a public IPv4 address, or for IPv6.
doctor-mend-not-public-admin = There is a second NAT: a carrier's (RFC 6598), or another router between this one and the internet. Let that one bridge, or map the port there too.
# Two numbers of pixels.
doctor-screen-works = A picture of { $width } × { $height } pixels was taken.
# $method is the name of a technique.
doctor-screen-works-by = A picture of { $width } × { $height } pixels was taken by { $method }.
doctor-panic-key-missing = Esc does not take control back on this desktop: it ends by itself after { $n } minutes.
# $kb is a number.
doctor-encoder-works = A picture was encoded into { $kb } KB.
doctor-log-works = It can be written to { $folder }.
doctor-log-fails = The log cannot be written: { $why }.
# $transports is a list, as UDP, TCP.
doctor-through-relay = They go through the relay (over { $transports }) where that is not possible.
doctor-relay-first = Pictures and input go through the relay, over { $transports }.
# $what are names of checks (doctor-label-…).
doctor-would-fail = A session would not work: see { $what } above.

## Errors: why something could not be done

# They begin small, since they follow "alongside: " or a colon, and have no full stop. $why is English, from the system.
# The words that somebody chose for their code.
weak-unknown-word = word { $n } is not one that codes are made of
weak-too-few = expected at least { $least } words, got { $n }
weak-too-many = expected at most { $most } words
weak-repeated = expected words that are all different
weak-example = expected other words than those of the example, which everybody knows
# The list is that of all words of codes, by the alphabet.
weak-neighbours = expected words that do not follow each other in the list
weak-alike = expected words that do not all begin with the same letter
# A name that somebody typed.
name-empty = it is empty
name-too-long = it is longer than { $n } bytes
name-unprintable = it holds a character that cannot be seen
# Contacts. $name is in quotation marks.
book-unknown = there is no contact { $name }. See: alongside contacts
book-taken = there is a contact { $name } already, whose name is the same or looks like it. Choose another name, or rename or forget that contact first
book-full = there are { $n } contacts already. Forget one first: alongside contacts forget NAME
book-nobody-offers = nobody could offer help: you remember no helper, and the owner of this computer named none. Type /remember in a session, or have `offer.helper` added to the policy
# The file of an invitation. $path is a path.
save-occupied = { $path } exists and is not an invitation, so it is left as it is; choose another name
save-exists = { $path } exists already, so it is left as it is; choose another name
save-failed = the invitation cannot be saved as { $path }: { $why }
# The disk on which the log is.
log-silent = the disk does not answer
# The server and the network. $server, $name, $proxy and $address are addresses.
dial-unknown-name = the name { $name } is not known; check it, and your connection to the network
dial-unreachable = { $name } does not answer: { $why }
dial-no-certificates = this computer has no list of trusted certificates; install ca-certificates
dial-certificate = { $name } has no valid certificate for a secure connection: { $why }
dial-proxy-unreachable = the proxy cannot be reached: { $why }; name another one with --proxy, or --proxy none
dial-proxy-needs-password = the proxy { $proxy } asks for a name and a password; give them with --proxy http://NAME@{ $proxy }:PORT and --proxy-password-file FILE
dial-proxy-password = the proxy { $proxy } does not accept the name and the password of --proxy
dial-proxy-forbids = the proxy { $proxy } does not allow a connection to { $server }; ask who runs the proxy to allow it
# $kind is a word such as socks5.
dial-proxy-kind = the proxy of this system is of the kind { $kind }; name an HTTP proxy with --proxy, or --proxy none
dial-proxy-lost = the proxy { $proxy } closed the connection: { $why }
dial-no-proxy = { $proxy } is no HTTP proxy; name another one with --proxy, or --proxy none
dial-proxy-status = the proxy { $proxy } cannot connect to { $server }: it answers with status { $status }
rendezvous-silent = the server at { $server } did not answer within { $n } s
# The server was asked who is available.
rendezvous-mute = the server at { $server } does not say it; it may be too old, or busy
rendezvous-unreachable = the server at { $server } cannot be reached: { $why }
# The server inside this program. One of the four sentences below follows.
listen-failed = cannot listen on { $address }: { $why }.
listen-in-use = Another program uses this port; choose another one with --listen ADDR:PORT
listen-not-here = This computer does not have that address; choose one of its own with --listen
listen-forbidden = Ports below 1024 are kept for the system; choose another one with --listen
listen-otherwise = Choose another address with --listen ADDR:PORT
two-servers = --server and --listen exclude each other: either another server, or this computer

## Files of settings, policy, contacts and secrets that cannot be used

# $path is a file; $why is a reason, of the system in English; $line is a number; $what is wrong-… or value-….
settings-unreadable = the settings { $path } cannot be read: { $why }
settings-unwritable = the settings { $path } cannot be written: { $why }
settings-no-folder = this account has no folder for settings
settings-wrong = the settings { $path } are wrong in line { $line }: { $what }
policy-unreadable = the policy { $path } cannot be read: { $why }. The owner of this computer has to mend it
# $owner is an account of the system.
policy-owner = the policy is not trusted: { $path } does not belong to the owner of this computer ({ $owner })
# $how is protect-….
policy-writable = the policy is not trusted: { $path } can be changed by others ({ $how })
policy-wrong = the policy { $path } is wrong in line { $line }: { $what }
# Who administers the computer reads these two. Leave `chmod go-w`.
protect-unix = expected chmod go-w
# “Security” is the tab of the properties of a file in Windows.
protect-windows = in its Security properties, let only Administrators and SYSTEM write
private-no-folder = this account has no folder for settings, so nobody can be remembered
# $how is private-how-….
private-exposed = { $path } is not private: others could read or change it. If nobody has, { $how }; else delete it
private-how-unix = chmod 600 it, and chmod go-w its folder
# The names of Windows: Security, Advanced, Disable inheritance.
private-how-windows = leave only yourself, Administrators and SYSTEM in the Security properties of file and folder (Advanced > Disable inheritance), and be their owner
private-owner = { $path } belongs to another account; move it away
file-unreadable = { $path } cannot be read: { $why }
file-unwritable = { $path } cannot be written: { $why }
file-held = another program holds it; close the other Alongside and try again
private-wrong = { $path } is wrong in line { $line }: { $what }. Mend it, or move it away to begin anew
# $expected is kind-text or expected-identity.
private-form = { $path } is wrong in its form: expected { $expected }. Mend it, or move it away to begin anew
expected-identity = "{ $head }" and a key in base64
# Why there is no log; these three follow a colon.
log-folder-no-home = this account has no home folder
log-leads-out = { $path } leads out of the home folder
log-not-there = { $path } was written and is not there
# $why is secret-….
password-file-unusable = the password file { $path } cannot be used: { $why }
# $how is hide-….
secret-exposed = others can read it; { $how }
secret-empty = it is empty
hide-unix = make it private with chmod 600
# See private-how-windows.
hide-windows = leave only yourself, Administrators and SYSTEM in its Security properties (Advanced > Disable inheritance)
proxy-password-no-name = --proxy-password-file needs the name that the proxy expects: expected --proxy http://NAME@HOST:PORT, without a password
# A key of a file, or an option, and value-… or name-….
wrong-value = `{ $key }`: { $why }
# $known are names in a file.
wrong-unknown-key = unknown key `{ $key }`, expected one of { $known }
wrong-missing = `{ $table }` has no `{ $key }`
wrong-twice = this `{ $key }` is there twice
wrong-too-many = expected at most { $most } of `{ $table }`
wrong-pair = expected both `{ $one }` and `{ $other }`, or neither
wrong-unclear = `{ $key }` has to be changed by hand
# $expected is kind-…, expected-…, or something that is written so. Case and gender of what is put in do not change.
value-expected = expected { $expected }
# $got is what was written: in quotation marks, a number, or kind-….
value-got = expected { $expected }, got { $got }
# Kinds of values in a file.
kind-text = a text
kind-number = a number
# true and false are written so in the file.
kind-flag = true or false
# TOML: a table, as [name].
kind-table = a table
kind-list = a list
kind-out-of-range = a number out of range
kind-fraction = a number with a fraction
kind-date = a date
# What would have been right: put into value-expected and value-got.
expected-setting = a text, a number, true or false
expected-tables = a list of tables
expected-texts = a list of texts
expected-name = a name
expected-public-key = a public key: 32 bytes in base64
expected-moment = a time such as { $example }
# $least, $most and $example are times, as 2m or 6h.
expected-time = a time from { $least } to { $most }, for example { $example }
expected-path = an absolute path
expected-range = a number from { $least } to { $most }
# $known are words that are written so.
expected-one-of = one of { $known }
expected-bytes = at most { $most } bytes
# $part is a placeholder that is written so, in the owner's words for a question.
expected-name-part = { $part } where the helper's name belongs
expected-braces = no braces but those of { $part }
expected-no-control = no control characters but line breaks
expected-program = a program with its absolute path, and its arguments
expected-argument = { $part } in one of the arguments
expected-device = the name of a device, at most { $most } characters
expected-server = the server's address in the form { $example }
expected-proxy = system, none, or an HTTP proxy as { $plain } or { $named }
expected-ports = a port, or a range like { $example }, with ports from 1 to 65535
expected-email = an e-mail address like { $example }
expected-mail-host = a name like { $example }
expected-mail-tls = "required" or "starttls", since the mail server is not on this computer
expected-ending = a file name that ends in { $ending }
expected-file = a file; standard input is for answers
expected-address = an address and a port, for example { $example }
# Arguments that are wrong. $argument is an option, as --expires <TIME>. These begin small, and have no full stop.
usage-unknown = there is no { $argument } here
usage-command = there is no command { $command }
# Follows usage-unknown and usage-command.
usage-suggestion = (there is { $suggestion })
usage-no-value = { $argument } needs a value
usage-no-equals = { $argument } needs = before its value
usage-values = { $argument } has too many values, or too few
usage-twice = { $argument } is there twice, or beside what excludes it
usage-conflict = { $one } and { $other } exclude each other
usage-missing = this is missing: { $arguments }
usage-no-command = a command is missing, one of: { $commands }
# $option is --help.
usage-more = More about it: { $option }

## Why the desktop cannot be shared or controlled

# $why is a reason of the system or of a library, in English. These begin small, and have no full stop.
# $wanted and $known are names of displays; all is typed so.
no-such-display = there is no display { $wanted }: choose one of { $known }, or its number counted from 0, or all
desktop-lost = the desktop went away ({ $why }): start alongside again when it is back
desktop-resource = the system refused a resource ({ $why }): close some programs and start again
desktop-other-system = this system has no such capture: leave --screen out
desktop-unsupported = sharing the screen is not built for this system yet: use Linux with X11
x-no-display = no X display: set DISPLAY, or run alongside inside the desktop session
x-refused = the X display cannot be opened ({ $why }): check DISPLAY and XAUTHORITY
x-guest = this X display belongs to a Wayland session and cannot show its screen: leave --screen out, and run alongside inside the session, which has WAYLAND_DISPLAY set
# $extension is the name of an extension of the X server.
x-missing = the X server has no { $extension } extension: use an X server that does. (--screen scrap does without, but every account of this computer can then read your screen)
x-depth = the X display has { $depth } bits a pixel: set its depth to 24
x-input = input could not be injected ({ $why }): check that the X server has the XTEST extension
portal-no-bus = there is no D-Bus session ({ $why }): start alongside inside the desktop session
# Names of packages stay.
portal-none = the desktop portal does not answer ({ $why }): install xdg-desktop-portal and the backend for this desktop, for example xdg-desktop-portal-gnome, xdg-desktop-portal-kde or xdg-desktop-portal-wlr
portal-no-screen = the desktop portal cannot show the screen: install its backend for this desktop, for example xdg-desktop-portal-gnome, xdg-desktop-portal-kde or xdg-desktop-portal-wlr
portal-refused = the screen was not shared: the question of the desktop was answered with no
portal-unanswered = the screen was not shared: the question of the desktop was not answered
portal-failed = the desktop portal failed ({ $why }): start alongside again
portal-closed = the desktop has stopped sharing the screen
portal-slow = the desktop portal takes too long: start alongside again
pipewire-missing = PipeWire is missing, which carries the screen of a Wayland desktop ({ $why }): install libpipewire-0.3-0 and pipewire
pipewire-failed = PipeWire does not show the screen ({ $why }): check that pipewire and wireplumber run
wayland-no-picture = the desktop sends no picture: check that pipewire and wireplumber run
wayland-no-input = this desktop lets no program control it: its portal has no RemoteDesktop. The screen can be shared
wayland-no-windows = a Wayland desktop does not tell which windows are open
wayland-not-allowed = the desktop lets nobody else use mouse and keyboard: share the screen again, and allow remote interaction in the question of the desktop
# Why a person is not told from a program that presses buttons here.
presses-not-known = this system does not tell a key that a person presses from one that a program presses
presses-other-compositor = this Wayland desktop has ways to press keys that are not noticed here: only on GNOME is a person told from a program
presses-open-to-all = this desktop lets any program press keys unnoticed ({ $why })
# A compositor is the part of a Wayland desktop that draws its windows.
presses-no-compositor = the compositor does not answer ({ $why })
presses-no-bus = the calls on the session's D-Bus cannot be watched ({ $why })
windows-no-desktop = Windows shows this program no desktop: start it from the desktop of a user who is logged in
# The names of System Settings since macOS 13, as macOS has them in each language.
mac-no-screen = macOS does not let alongside see the screen: allow it for alongside, or for the terminal that it runs in, in System Settings > Privacy & Security > Screen Recording, then start alongside again
mac-no-input = macOS does not let alongside use the mouse and keyboard: allow it for alongside, or for the terminal that it runs in, in System Settings > Privacy & Security > Accessibility, then start alongside again
mac-no-esc = macOS does not let alongside see that Esc is pressed, which must be able to stop control: allow it for alongside, or for the terminal that it runs in, in System Settings > Privacy & Security > Input Monitoring, then start alongside again
# Secure Keyboard Entry is the name of a menu item of macOS.
mac-secure-input = a password field, or a program with Secure Keyboard Entry, has the keyboard to itself, so that alongside would not see Esc: leave it, then share control again
mac-no-display = macOS has no display that is on: wake or connect one, then start alongside again
mac-one-display = a Mac shares one display at a time: choose one of { $known }, or its number counted from 0
mac-other-capture = this capture is not for macOS: leave --screen out
mac-stopped = sharing was stopped in the menu bar of macOS: start alongside again to share
mac-capture = macOS gives no picture of the screen ({ $why }): start alongside again
mac-silent = macOS does not answer ({ $why }): start alongside again
mac-event = macOS refused an input event: check System Settings > Privacy & Security > Accessibility
# Why the mouse and keyboard of the Helper do nothing.
input-character = no key of this desktop can print the character
input-out-of-reach = a window that runs as an administrator is in front: it takes no input from this program
input-not-taken = the desktop takes no input now
input-ended = input is injected no more: start alongside again
clipboard-unsupported = the clipboard cannot be shared on this desktop yet
# The moving picture of the screen is encoded before it is sent.
encoder-failed = the picture of the screen cannot be encoded ({ $why }): start alongside again
# Why the looks of the desktop are not changed or restored. Each follows a colon.
appearance-foreign = { $path } is not a record of alongside ({ $why }): nothing is changed. If your desktop looks as it should, delete this file
appearance-unusable = { $path } cannot be used: { $why }
appearance-no-place = this account has no folder to remember in how the desktop looked
appearance-busy = another alongside has changed this desktop, and restores it when it ends
appearance-left =
    { $n ->
        [one] { $n } setting of the desktop cannot be restored now
       *[other] { $n } settings of the desktop cannot be restored now
    }

## What each command does: in the help of the command line and in the manual pages

# Lines of a list: short, without a full stop at the end.
help-program = Remote assistance with only a browser on the helping side
help-share = Invite a helper to see this screen, and, if you agree, to share control
help-listen = Wait until a helper offers help: a contact, or one whom the owner of this computer named
help-contacts = List, rename and forget the helpers whom you remember
help-contacts-forget = Forget a helper. They cannot come without a code any more
help-contacts-rename = Call a helper otherwise
help-contacts-key = Show the public key by which helpers know this computer
help-doctor = Try what a session needs: server, network, screen, input. Says what will happen, and what to mend
help-policy = Show what holds on this computer, and who decided it: the owner's policy, your settings
help-completions = Print what makes your shell complete this command line
help-log = List, show and verify the logs of past sessions
help-log-list = List the session logs of this account
help-log-show = Show a session log
help-log-verify = Check that a session log is as it was written, and that two copies of it agree
help-restore-desktop = Make the desktop look as before, after a session that did not end properly
# More about four of them, in whole sentences, in a paragraph of its own.
help-listen-more = The policy has to allow it. You are asked each time before anybody sees anything, and it goes on until you press Ctrl-C.
help-doctor-more = Nothing is shared, and no helper can connect. Exit status: 0 a session would work, 1 it would not.
help-policy-more = With options of `alongside share`, shows what would come of them.
help-restore-desktop-more = `alongside share` does the same by itself when it starts.
