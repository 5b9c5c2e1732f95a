//! The table of sentences. A test in the parent compares the page's copy with it.

macro_rules! table {
    ($($name:ident $key:literal $english:literal)*) => {
        /// A sentence or label.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Say {$(
            #[doc = $english]
            $name,
        )*}

        impl Say {
            /// All of them, in the order of the table.
            pub const ALL: &[Say] = &[$(Say::$name),*];

            /// The name by which `index.html` asks for it.
            pub const fn key(self) -> &'static str {
                match self { $(Say::$name => $key),* }
            }

            /// In English.
            pub const fn english(self) -> &'static str {
                match self { $(Say::$name => $english),* }
            }

            /// The sentence that `index.html` asks for.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|say| say.key() == key)
            }
        }
    };
}

table! {
    // The first page.
    Brand "brand" "Alongside"
    Headline "headline" "Help someone with their computer"
    Lead "lead" "Ask the person you help for their invitation code. You will see their screen once they say yes, and nothing before."
    CodeLabel "code-label" "Invitation code"
    CodeHint "code-hint" "A number and three words, as you hear them. A link works, too."
    CodeWordsHint "code-words-hint" "The link brought the number. Now ask for the words, and type them here."
    CodeFileHint "code-file-hint" "{user}’s invitation brought the number. Now ask for the words, and type them here."
    CodeExample "code-example" "7-lamp-orbit-tulip"
    OpenInvitation "open-invitation" "Open invitation file"
    DropInvitation "drop-invitation" "You can also drop it anywhere on this page."
    FileNoInvitation "file-no-invitation" "This file is not an Alongside invitation. Choose the one that ends in .alongside-invite."
    FileTooLarge "file-too-large" "This file is too large to be an invitation. Choose the one that ends in .alongside-invite."
    FileUnreadable "file-unreadable" "The file could not be read. Save it on your computer, and open it from there."
    FileOtherVersion "file-other-version" "This invitation was made by another version of Alongside. Reload this page; if that does not help, ask for the code."
    FileExpired "file-expired" "The invitation’s time is over. Ask {user} for a new one."
    FileElsewhere "file-elsewhere" "This invitation belongs to another server. If you know and trust the address, go there:"
    NameLabel "name-label" "Your name"
    NameHint "name-hint" "The person you help sees it when they are asked to let you in."
    Suggestions "suggestions" "Words that fit"
    Connect "connect" "Connect"
    Connecting "connecting" "Connecting…"
    Privacy "privacy" "Screen, keyboard and chat are encrypted end to end between the two of you. No server on the way can read any of it."
    About "about" "About this page"
    AboutBuild "about-build" "Its build. “alongside --version --verbose” on the other computer names the same one, unless one of the two is older."
    NoScript "no-script" "Alongside needs JavaScript and WebAssembly to show another screen. Please allow them for this page, or use another browser."
    Broken "broken" "Alongside could not start in this browser. Reload the page; if that does not help, use a current version of Chrome, Edge or Safari."
    NameMissing "name-missing" "Type your name, so that the other person knows who asks."
    NameTooLong "name-too-long" "This name is too long. Please shorten it."
    NameUnprintable "name-unprintable" "This name holds a character that cannot be seen. Please type it again."
    CodeMissing "code-missing" "Type the code: a number and three words, for example 7-lamp-orbit-tulip."
    CodeSlot "code-slot" "The code begins with a number, for example 7-lamp-orbit-tulip."
    CodeTooFew "code-too-few" "The code has a number and three words; a word is missing."
    CodeTooLong "code-too-long" "This is longer than a code: it has a number and three words."
    CodeUnknownWord "code-unknown-word" "“{word}” is not a word that codes are made of. Please ask again, or let it be spelled."

    // People whom the Helper knows.
    QueueTitle "queue-title" "Waiting now"
    QueueAsks "queue-asks" "asks for help"
    QueueListens "queue-listens" "can be offered help"
    QueueSinceNow "queue-since-now" "since a moment ago"
    QueueSinceMinutes "queue-since-minutes" "waiting {n} min"
    QueueSinceHours "queue-since-hours" "waiting {n} h"
    QueueFirst "queue-first" "First time. Its fingerprint is {fingerprint}; to compare, “alongside contacts key” shows it there."
    QueueOtherKey "queue-other-key" "This is not the key of your contact {user}. Somebody may use the name, or Alongside was set up anew there: ask. If you are sure, forget the contact first."
    QueueHelp "queue-help" "Help {user}"
    QueueOffer "queue-offer" "Offer help to {user}"
    QueueAnnounce "queue-announce" "{user} asks for help."
    QueueGone "queue-gone" "{user} no longer waits."
    QueueAway "queue-away" "The server cannot be reached. Who waits shows here as soon as it is back."
    PeopleSection "people-section" "People"
    PeopleTitle "people-title" "People you know"
    PeoplePerson "people-person" "Last session {date}"
    PeopleComputer "people-computer" "Computer, last session {date}"
    Forget "forget" "Forget"
    ForgetWhom "forget-whom" "Forget {user}"
    ForgetAsk "forget-ask" "Forget {user}? To meet again, you will need a code."
    ForgetYes "forget-yes" "Forget"
    ForgetNo "forget-no" "Keep"
    ForgetFailed "forget-failed" "The browser did not let {user} be forgotten. Reload the page and try again."
    Key "key" "Your key"
    KeyText "key-text" "For the owner of the computers you help: with it in their policy, those computers can be offered help by you. Everybody may know it."
    KeyLabel "key-label" "Key"
    KeyFingerprint "key-fingerprint" "Fingerprint"
    KeyCopy "key-copy" "Copy key"
    KeyCopied "key-copied" "Copied"
    KeyHere "key-here" "It belongs to this browser on this computer, and goes with the page’s stored data."
    UnableStore "unable-store" "This browser stores nothing for this page, so it can have no key and remember nobody. Everything else works."
    UnableCrypto "unable-crypto" "This browser can make no key of the kind that is needed (X25519), so it can remember nobody. Everything else works. A current Chrome, Edge, Firefox or Safari can."
    UnableInsecure "unable-insecure" "Browsers make keys only on pages that come over https, so nobody can be remembered here. Everything else works."
    RememberButton "remember" "Remember each other"
    RememberBusy "remember-busy" "Remembering…"
    RememberHint "remember-hint" "Next time you find each other without a code."
    RememberKnown "remember-known" "You remember each other."
    RememberQuestion "remember-question" "{user} would like you to remember each other, so that next time you find each other without a code. {user} is still asked each time."
    RememberYes "remember-yes" "Yes, remember"
    RememberNo "remember-no" "No"
    RememberResembles "remember-resembles" "You have a contact who is called like this, or almost. Nothing proves that this is the same {user}: whoever gives you a code can use any name. If in doubt, ask what only they know."
    RememberOtherKey "remember-other-key" "This is not the key of your contact {user}. Somebody else may use the name, or Alongside was set up anew there. Nothing was changed. If you are sure that it is {user}, forget the contact first, and then remember each other again."
    RememberRead "remember-read" "I have read this"

    // The bar.
    Toolbar "toolbar" "Session"
    RequestControl "request-control" "Request control"
    ControlAsked "control-asked" "Asking for control…"
    GiveUpControl "give-up-control" "Give up control"
    SendKeys "send-keys" "Send keys"
    KeysCtrlAltDel "keys-ctrl-alt-del" "Ctrl + Alt + Del"
    KeysSuper "keys-super" "Windows / Super key"
    KeysAltTab "keys-alt-tab" "Alt + Tab"
    KeysAltF4 "keys-alt-f4" "Alt + F4"
    KeysPrint "keys-print" "Print screen"
    KeysEscape "keys-escape" "Esc"
    Fullscreen "fullscreen" "Full screen"
    Keyboard "keyboard" "On-screen keyboard"
    Statistics "statistics" "Statistics"
    Display "display" "Display"
    DisplayMain "display-main" "{display} (main)"
    AllDisplays "all-displays" "All displays"
    Zoom "zoom" "Zoom"
    ZoomFit "zoom-fit" "Fit"
    ZoomActual "zoom-actual" "1:1"
    ZoomFill "zoom-fill" "Fill"
    ChatButton "chat" "Chat"
    Unread "unread" "unread"
    Disconnect "disconnect" "Disconnect"
    ViewOnlyHint "view-only-hint" "{user} shares for viewing only."

    // The picture.
    RemoteScreen "remote-screen" "Remote screen"
    RemoteScreenHelp "remote-screen-help" "Everything you type goes to the remote computer, the Tab key as well. To come back to the toolbar, press Ctrl, Alt and Shift together and let go."
    TextSink "text-sink" "Text for the remote computer"
    LeaveHint "leave-hint" "Ctrl + Alt + Shift brings you back to the toolbar"

    // The panel.
    Panel "panel" "Chat and log"
    LogLabel "log-label" "Chat and log"
    Message "message" "Message"
    Send "send" "Send"
    SaveLog "save-log" "Save log"
    SaveLastLog "save-last-log" "Save the log of your last session"
    ClosePanel "close-panel" "Close"
    LogEmpty "log-empty" "What you write and what happens in the session shows here."
    You "you" "You"
    UnderControl "under-control" "At {user}’s computer, while you share control"
    TheUser "the-user" "the User"

    // Statistics.
    StatFrames "stat-frames" "Frames"
    StatSize "stat-size" "Size"
    StatLatency "stat-latency" "Picture age"
    PictureOld "picture-old" "The picture is {age} s old"
    StatInput "stat-input" "Input to picture"
    StatRoundTrip "stat-round-trip" "Round trip"
    StatRate "stat-rate" "Rate"
    StatLost "stat-lost" "Lost"
    StatPath "stat-path" "Path"
    StatDecoder "stat-decoder" "Decoder"
    PathDirect "path-direct" "direct"
    PathRelay "path-relay" "relay"
    PathServer "path-server" "server"

    // The phase, in words.
    StatusIdle "status-idle" "Not connected"
    StatusJoining "status-joining" "Checking the code"
    StatusWaiting "status-waiting" "Waiting for Connect"
    StatusScreen "status-screen" "Screen Sharing"
    StatusControl "status-control" "Control Sharing"
    StatusPaused "status-paused" "Screen Sharing, paused"
    StatusPrompt "status-prompt" "System prompt open"
    Reconnecting "reconnecting" "Reconnecting…"
    TimeLeft "time-left" "{time} left"
    StatusInterrupted "status-interrupted" "Connection interrupted"
    StatusEnded "status-ended" "Ended"

    // Cards.
    ConnectingTitle "connecting-title" "The code is right"
    ConnectingText "connecting-text" "Finding the shortest way to {user}’s computer."
    AskingTitle "asking-title" "{user} is being asked"
    AskingText "asking-text" "You will see the screen as soon as {user} lets you in. This can take up to a minute."
    PromptTitle "prompt-title" "{user} is answering a system prompt"
    PromptText "prompt-text" "Only they can see and answer it. The picture comes back by itself; you can still chat."
    PausedTitle "paused-title" "{user} paused the picture"
    PausedText "paused-text" "Nothing of the screen is sent at the moment. You can still chat."
    InterruptedTitle "interrupted-title" "Connection interrupted"
    InterruptedText "interrupted-text" "Nothing has been heard from {user}’s computer for a moment. All keys were let go. It goes on by itself as soon as the network is back."
    EndedTitle "ended-title" "The session has ended"
    FailedTitle "failed-title" "No connection"
    Again "again" "Connect again"
    CheckNetwork "check-network" "Check this browser and its network"

    // Why it ended.
    EndUserLeft "end-user-left" "{user} disconnected."
    EndHelperLeft "end-helper-left" "You disconnected."
    EndDeclined "end-declined" "{user} did not let you in. If that was a mistake, ask for a new code."
    EndNoAnswer "end-no-answer" "{user} did not answer within a minute, which counts as no. Call them, and try again with a new code."
    EndConnectionLost "end-connection-lost" "The connection to {user}’s computer was lost. To go on, ask for a new code."
    EndNoPath "end-no-path" "The code was right, but no way between the two computers was found. A firewall on either side may block it; another network can help."
    EndExpired "end-expired" "The invitation’s time is over. Ask for a new code."
    EndBurnt "end-burnt" "Too many wrong codes: this invitation is no longer valid. Ask for a new code."
    EndFault "end-fault" "The other end sent something that cannot be understood, so the connection was closed. Reload the page and ask for a new code."
    EndVersion "end-version" "The two ends have versions that do not understand each other. Reload this page; if that does not help, {user} needs a newer Alongside."
    EndNoScreen "end-no-screen" "{user}’s screen can no longer be shared."
    EndNoDecoder "end-no-decoder" "This browser cannot show the picture: it has no H.264 video. Use Chrome, Edge or Safari, or allow H.264 in this one. The invitation is not used up."
    EndServerUnreachable "end-server-unreachable" "The server that introduces you could not be reached. Check your network and try again."
    EndServerLost "end-server-lost" "The server went away before you were connected. Try again in a moment."
    EndNotAnswering "end-not-answering" "The other computer does not answer. Is Alongside still open there? Try again in a moment."
    EndTriedTooOften "end-tried-too-often" "This code was tried three times, and nobody who knows it answered. It is not tried again, because a dishonest server could guess at it. Ask for a new code. If that does not help either, use another server."
    RefusedUnknown "refused-unknown" "No invitation waits under this number. Check the number, or ask for a new code."
    RefusedTaken "refused-taken" "Another Helper has already used this invitation. Ask for a new code."
    RefusedBusy "refused-busy" "Somebody else is trying this invitation at this moment. Try again in a few seconds."
    RefusedRevoked "refused-revoked" "The invitation was taken back. Ask for a new code."
    RefusedWrongCode "refused-wrong-code" "The words are not the right ones. Check them together and try again; after three wrong codes the invitation is no longer valid."
    RefusedRateLimited "refused-rate-limited" "Too many attempts. Wait a minute and try again."
    RefusedFull "refused-full" "The server is full at the moment. Try again in a few minutes."
    RefusedVersion "refused-version" "This page is of another version than the server. Reload it."
    RefusedProtocol "refused-protocol" "The server did not understand this page. Reload it and try again."

    // The same, when the Helper came without a code.
    StatusCalling "status-calling" "Calling"
    KnownConnectingTitle "known-connecting-title" "{user}’s computer recognised you"
    KnownUnknown "known-unknown" "{user} no longer waits."
    KnownTaken "known-taken" "Another Helper already helps {user}."
    KnownBusy "known-busy" "Somebody else is just connecting to {user}. Try again in a few seconds."
    KnownWrong "known-wrong" "{user}’s computer does not recognise your key; it may have forgotten you. Ask for a code."
    KnownDeclined "known-declined" "{user} did not let you in. If that was a mistake, call them and try again."
    KnownNoAnswer "known-no-answer" "{user} did not answer within a minute, which counts as no. Call them, and try again."
    KnownLost "known-lost" "The connection to {user}’s computer was lost. As soon as they wait again, you find them on the first page."
    KnownNoPath "known-no-path" "{user}’s computer recognised you, but no way between the two computers was found. A firewall on either side may block it; another network can help."

    // Notes.
    NoteGranted "note-granted" "You share control now. Your mouse and keyboard work on {user}’s computer."
    NoteDeclined "note-declined" "{user} did not grant control."
    NoteNoAnswer "note-no-answer" "{user} did not answer the request for control."
    NoteViewOnly "note-view-only" "{user} shares for viewing only."
    NoteTooOften "note-too-often" "{user} is not asked again: control was refused too often."
    NoteNoInput "note-no-input" "{user}’s computer cannot be controlled from afar."
    NotePaused "note-paused" "{user} has paused the screen. Ask again when it is back."
    NoteEndedByUser "note-ended-by-user" "{user} stopped sharing control."
    NoteEndedByHelper "note-ended-by-helper" "You gave control back."
    NoteOtherVersion "note-other-version" "{user}’s Alongside is of another version; something may be missing."
    NoteOtherPage "note-other-page" "This page is of another build than the Alongside of the other computer. If that surprises you, compare “About this page” with “alongside --version --verbose” there."
    NoteTiles "note-tiles" "This browser decodes no video here, so the picture comes as still images, a few a second. For video, open this page over https, or use a current Chrome, Edge, Firefox or Safari."
    NoteLogDiffers "note-log-differs" "What {user}’s computer says of the session’s log does not fit together. This page goes on with a log of its own."
    NoteLogDisputed "note-log-disputed" "{user}’s computer has written into the session’s log what did not happen on this page. This page has not signed it, and your copy of the log says so."
    NoteLogBegins "note-log-begins" "The page was loaded again, and could not keep the session’s log. It goes on with a log of its own from here."
    NoteLogNotSaved "note-log-not-saved" "The browser did not let the log be saved."
    NoteChatTooLong "note-chat-too-long" "This message is too long. Please send it in parts."
    NoteRemembered "note-remembered" "You and {user} remember each other from now on."
    NoteRememberedAlready "note-remembered-already" "You and {user} remember each other already."
    NotRememberedDeclined "not-remembered-declined" "{user} would rather not be remembered."
    NotRememberedNoAnswer "not-remembered-no-answer" "{user} did not answer whether to remember each other."
    NotRememberedTooOften "not-remembered-too-often" "{user} is not asked again about remembering each other."
    NotRememberedTheirs "not-remembered-theirs" "{user}’s computer can remember nobody, or nobody more."
    NotRememberedOurProof "not-remembered-our-proof" "{user}’s computer did not accept your key. Nothing was remembered."
    NotRememberedByHelper "not-remembered-by-helper" "You would rather not be remembered by {user}."
    NotRememberedOtherKey "not-remembered-other-key" "Not remembered: this is not the key of your contact {user}."
    NotRememberedFull "not-remembered-full" "You have as many contacts as are kept. Forget one first."
    NotRememberedUnable "not-remembered-unable" "This browser cannot keep a key or a contact for this page, so it can remember nobody."
    NotRememberedTheirProof "not-remembered-their-proof" "{user}’s key was not proven. Nothing was remembered."

    // The log as it is shown.
    LogWent "log-went" "You went to {user}."
    LogRemembered "log-remembered" "You and {user} remember each other."
    LogOpened "log-opened" "You used the invitation."
    LogConnected "log-connected" "{user} let you in."
    LogRequested "log-requested" "You asked for control."
    LogGranted "log-granted" "{user} granted control."
    LogControlEnded "log-control-ended" "Control ended."
    LogPaused "log-paused" "{user} paused the picture."
    LogUnpaused "log-unpaused" "The picture goes on."
    LogReloaded "log-reloaded" "You loaded the page again. What was here before is in the log that you can save."
    LogResumed "log-resumed" "The connection is back."
}
