# The User’s program, in Japanese.
# Names of commands, options, files and keys of settings stay as they are, and so does what is typed after a slash.

## Sentences of all faces: the terminal and the window

slot-changes = サーバーがコードの番号を何度も変えたので、セッションを終了しました。もう一度共有を始めてください。また起きるときは、別のサーバーを使ってください。
proxy-password-shown = プログラムの実行中は、--proxy に書いたパスワードを、このパソコンのすべてのアカウントが読めます。パスワードを自分のファイルに入れて、そのファイルを --proxy-password-file で指定してください。
paused = 一時停止中です。サポートする人には、あなたの画面の代わりにカードが表示されます。
too-soon = たった今、質問が表示されました。読んでから、もう一度答えてください。
not-while-controlled = 今、または少し前まで操作を共有していたので、サポートする人が入力したのかもしれません。そのため、何も変更していません。先に操作の共有を終了してから、もう一度入力してください。
typed-too-early = この行は、操作の共有中に入力が始まったので、受け付けませんでした。もう一度入力してください。
withdrawn = この質問は、もう受け付けていません。
choose-on-a-terminal = --choose-words はターミナルで質問します。単語をファイルに書いて、--words-file で指定してください
nothing-chosen = 単語が選ばれませんでした。自動で選ぶには、--choose-words を付けないでください
view-only-here = このパソコンではマウスとキーボードを共有できないので、サポートする人は見ることしかできません。
no-port-in-public = このネットワークは公共のものとして扱われるので、ルーターにポートを求めませんでした。
mailed-is-void = サーバーが招待の番号を変えたので、メールで送ったメッセージはもう使えません。サポートする人に新しいコードを伝えるか、もう一度共有を始めてください。
help = 入力できるもの：/pause、/resume、/stop（操作の共有を終了）、/revoke 権限、/next（手順）、/send ファイルまたはフォルダー、/pause・/resume・/cancel 番号（ファイル）、/bandwidth、/remember（サポートする人を登録）、/quit、またはサポートする人へのメッセージ。
typed-allow-control = 操作を許可
typed-allow-control-and-prompts = 操作と確認画面を許可
typed-allow-remembering = 登録を許可
prompts-are-yours = パスワードの入力画面、システムの確認画面、管理者として動いているウィンドウは、サポートする人の入力を受け付けません。あなたが自分で答えます。
no-answer = これは質問の答えになっていません。何も変更していません。サポートする人にも送っていません。
not-connected = まだ誰も接続していないので、書いても届く相手がいません。
chat-cut = このメッセージの続きは、長すぎるのでここには表示できません。
chat-under-control = 操作の共有中に、ここで入力
log-differs = サポートする人のパソコンが、このセッションの記録を確認していません。あなたの記録は続きます。
log-no-home = このアカウントにはホームフォルダーがないので、セッションの記録はありません
log-unreadable = （Alongsideのセッションの記録ではないか、変更されています）
end-reason-user-left = あなたが切断しました。
end-reason-helper-left = サポートする人が切断しました。
end-reason-declined = あなたは接続を承認しませんでした。
end-reason-no-answer = 時間内に質問の答えがなかったので、承認しなかったものとみなされました。
end-reason-connection-lost = サポートする人との接続が切れました。
end-reason-no-path = サポートする人のパソコンと直接つなぐ経路が見つかりませんでした。途中のネットワークが妨げています。直せる点は `alongside doctor` でわかります。
end-reason-expired = 招待の期限が切れました。もう一度共有を始めて、新しい招待を作ってください。
end-reason-burnt = 間違ったコードが何度も入力されたので、招待を取り消しました。もう一度共有を始めて、新しい招待を作ってください。
end-reason-fault = 相手側が許されていないことをしたので、セッションを終了しました。
end-reason-version = 相手側のバージョンが合いません。古いほうを更新してください。
end-reason-no-screen = 画面を共有できなくなりました。
end-reason-no-decoder = サポートする人のブラウザーは、H.264の動画を表示できません。別のブラウザーを使うように頼んでください。
server-refused-rate-limited = あなたのネットワークからの招待が多すぎるので、サーバーが受け付けませんでした。まもなく、もう一度試します。
server-refused-full = 今、サーバーがいっぱいです。まもなく、もう一度試します。
server-refused-otherwise = サーバーが招待を受け付けませんでした。
path-direct = あなたとサポートする人は、直接つながっています。
path-relay = あなたとサポートする人は、中継を通してつながっています。中継は内容を何も読めません。
path-server = あなたとサポートする人は、サーバーを通してつながっています。サーバーは内容を何も読めません。
system-prompt-open = システムの確認画面が開いています。サポートする人には見えず、答えることもできません。映像はそのあとで再開します。
system-prompt-over = サポートする人に、また画面が見えるようになりました。
out-of-reach-in-front = 手前のウィンドウは管理者として動いているので、サポートする人の入力を受け付けません。相手には見えますが、使えるのはあなたです。その間、Escキーでは操作の共有が終わりません。バーの「操作の共有を終了」を使うか、先に別のウィンドウを手前に出してください。
out-of-reach-over = サポートする人は、またクリックや入力ができるようになりました。
question-connect = { $asker }が、あなたのパソコンに接続して画面を見ることを求めています。
question-connect-ask = 接続を承認しますか？
question-control = { $helper }が、あなたと一緒にあなたのマウスとキーボードを使うために、このパソコンの操作の共有を求めています。
question-allow = 許可しますか？
phase-your-helper = サポートする人
phase-waiting = サポートする人の接続を待っています。あなたの画面は誰にも見えません。
phase-screen = { $helper }は、あなたの画面を見ることができます。操作はできません。
phase-control = { $helper }は、あなたの画面を見て、あなたのマウスとキーボードを使うことができます。
phase-ended = セッションが終了しました。あなたの画面は誰にも見えません。
wrong-code-last = 誰かが間違ったコードを入力しました。これが最後の1回でした。
wrong-code = 誰かが間違ったコードを入力しました。入力できるのは、あと{ $n }回です。
picture-taken = { $helper }があなたの画面のスクリーンショットを撮り、保存しました。
clipboard-sent = あなたがコピーしたものが、{ $helper }に届きました。
clipboard-received = { $helper }が、あなたのクリップボードに内容を入れました。
tried-before-once = { $helper }は、前にも1回このコードを試しましたが、コードを知っている人からの応答がありませんでした。接続が切れたか、サーバーがコードを推測して間違えたかの、どちらかです。心当たりがないときは、ここでやめて、別のサーバーを使ってください。
tried-before-twice = { $helper }は、前にも2回このコードを試しましたが、コードを知っている人からの応答がありませんでした。接続が切れたか、サーバーがコードを推測して間違えたかの、どちらかです。心当たりがないときは、ここでやめて、別のサーバーを使ってください。
tried-before = { $helper }は、前にも{ $n }回このコードを試しましたが、コードを知っている人からの応答がありませんでした。接続が切れたか、サーバーがコードを推測して間違えたかの、どちらかです。心当たりがないときは、ここでやめて、別のサーバーを使ってください。
reconnecting = { $helper }との接続が途切れました。その間は何も共有されません。あと{ $lasts }、再接続を試みます。
reconnected = { $helper }との接続が戻りました。
choose = コードに使う単語を{ $n }個以上選んで、Enterキーを押してください。互いに関係がなく、あなたが選ぶとは誰も思わない単語にしてください。使える単語の例：
choose-again = この単語は使えません：{ $why }。もう一度選んでください。
choose-alike = 同じように始まる単語：{ $words }
words-file-unusable = { $path } の単語は使えません：{ $why }
lasts-hours = { $n }時間
lasts-minutes = { $n }分
invitation-tell = サポートする人に、このコードを伝えてください：
invitation-open = 相手は、好きなブラウザーで  { $page }  を開いて、コードを入力します。
invitation-open-link = または  { $link }  を開きます。
invitation-link-whole = このリンクにはコード全体が含まれています。リンクを見た人は、誰でも接続を求めることができます。ほかの人には渡さないでください。
invitation-link-number = リンクに含まれるのは番号だけです。単語は、あなたから伝える必要があります。
invitation-works = コードが使えるのは1回だけで、使える時間は{ $lasts }です。このウィンドウを開いたままにしてください。
saved = 招待を { $path } に保存しました。このファイルをサポートする人に渡してください。コードの単語は入っていないので、電話など、別の方法で伝えてください。
mailed-by-program = メールソフトに { $to } あてのメッセージが表示されています。そこから送信してください。コードの単語は入っていないので、電話など、別の方法で伝えてください。
mailed = 招待を { $to } に送りました。コードの単語は入っていないので、電話など、別の方法で伝えてください。

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user }がパソコンのサポートを求めています
email-what = { $user }から、パソコンの画面を見てサポートしてほしいという依頼です。必要なのはブラウザーだけです。
email-open = { $link } を開いてください
email-open-server = または { $server } を開いて、「招待ファイルを開く」で添付ファイルを選んでください。
email-words = コードの単語を、電話などで{ $user }に聞いてください。安全のため、このメッセージには書かれていません。
email-connect = 単語とあなたの名前を入力して、「接続」を押してください。何かが見える前に、{ $user }に承認を求めます。
email-until = この招待でサポートできるのは1人だけで、期限は{ $until }です。{ $user }のパソコンでAlongsideが開いている間だけ使えます。
email-unknown = { $user }を知らないとき、またはこのメッセージに心当たりがないときは、何もしないでください。
email-time = %Y年%m月%d日 %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = 承認
typed-no = 断る
typed-never = 今後も断る
answers-yes-no = "{ $yes }" または "{ $no }" と入力し、Enterキーを押してください：
answers-remember = "{ $allow }" または "{ $no }" と入力し、Enterキーを押してください。"{ $never }" は、断り、もう尋ねられないようにするという意味です：
answers-control = "{ $allow }" または "{ $no }" と入力し、Enterキーを押してください。"{ $never }" は、断り、もう尋ねられないようにするという意味です。
answers-control-and-prompts = "{ $allow }" または "{ $no }" と入力し、Enterキーを押してください。"{ $prompts }" と入力すると、相手はパスワードの入力画面やシステムの確認画面も見て、答えることができます。"{ $never }" は、断り、もう尋ねられないようにするという意味です：
answers-lasting = 1回だけ許可するには "{ $allow }"、10分間許可するには "{ $minutes }"、セッションが終わるまで許可するには "{ $session }"、断るには "{ $no }" と入力し、Enterキーを押してください。"{ $never }" は、断り、もう尋ねられないようにするという意味です：
answers-files-in = "{ $allow }" または "{ $no }" と入力し、Enterキーを押してください。"{ $never }" は、断り、もう尋ねられないようにするという意味です：
answers-files-out = ファイル1つだけを許可するには "{ $allow }"、10分間許可するには "{ $minutes }"、セッションが終わるまで許可するには "{ $session }"、断るには "{ $no }" と入力し、Enterキーを押してください。"{ $never }" は、断り、もう尋ねられないようにするという意味です。ファイルやフォルダーを送るには、/send とそのパスを入力してください：

## More that happens.

listening = これを閉じるまで、{ $address } でサポートする人を待ちます。
left-out = ここで{ $n }行が省かれました。時間内に読まれなかったためです。今の状態は次のとおりです。
prompts-unseen = このデスクトップでは、パスワードの入力画面やシステムの確認画面が開いたことがわからないので、サポートする人にも見えます。操作を共有するには、これらの画面も一緒に許可する必要があります。質問されたら "{ $allow }" と答えてください。
chat-too-long = メッセージが{ $n }バイトを超えています
chat-left-out = これより前の、質問が表示されている間に届いた{ $n }件のメッセージは、もう表示できません。
party-you = あなた
party-helper = サポートする人
log-begun = このセッションは { $path } に記録されます。
log-not-kept = このセッションの記録を保存できません：{ $why }。セッションは記録なしで続きます。記録を残すには、空きを増やすか、ドキュメントフォルダーへの書き込みを許可してください。
log-required = このセッションの記録を保存できません：{ $why }。このパソコンの所有者が、すべてのセッションを記録するように決めているので、セッションを終了します。

## Errors of the command line and of what is typed.

failure-no-server = { $why }。アドレスとネットワークを確認してください。自分のパソコンをサーバーにするには、--server を付けないでください
input-too-long = 1行は{ $n }バイトまでです
input-not-utf8 = UTF-8の文字を入力してください

## The window

window-failed = プログラムが動かなくなりました。もう何も共有されていません
window-focus-given = このボタンを選んだのは、あなたではなくプログラムです。自分でTabキーを押してこのボタンまで移動し、もう一度押してください。
window-hung = このウィンドウが数秒間応答しなかったので、サポートする人との操作の共有を終了しました。
window-alert = これを読んでください
window-alert-read = 読みました
window-meaning-connect = あなたが止めるまで、画面にあるものはすべて相手に見えます。相手はクリックも入力もできません。あなたがこの人にサポートを頼んでいないときは、許可しないでください。
window-meaning-control-without-prompts = 相手は、あなたと同じようにクリックや入力ができるようになります。相手のすることを見ていてください。Escキーを押すと、操作の共有がすぐに終わります。パスワードの入力画面、システムの確認画面、管理者として動いているウィンドウは、相手の入力を受け付けません。あなたが自分で答えます。
window-meaning-control-time = 相手は、あなたと同じようにクリックや入力ができるようになります。相手のすることを見ていてください。
window-meaning-control-esc = 相手は、あなたと同じようにクリックや入力ができるようになります。相手のすることを見ていてください。Escキーを押すと、操作の共有がすぐに終わります。
window-meaning-remember = これだけでは、何も共有されません。画面が誰かに見える前に、毎回あなたに確認します。
window-level-none = いちばんきれいな映像
window-level-no-full-window-drag = 大きなものが動く間は、映像の枚数を減らす
window-level-no-background = 映像の枚数を減らし、壁紙も表示しない
window-level-full = できるだけ簡素な表示
window-no-display = ここではウィンドウを開けません：{ $why }。ターミナルで `alongside share` を使うと、同じことが文字でできます
window-not-started = プログラムを開始できませんでした：{ $why }
window-works-no-more = コードの期限が切れました。
window-works-for = コードが使えるのは1回だけで、残り時間は{ $n }分です。
window-message = パソコンのことで助けてもらえませんか？ブラウザーで { $link } を開いて、私に電話してください。コードの単語を電話で伝えます。私が承認するまで、私の画面は見えません。
window-seconds-none = 時間切れです。
window-seconds-left = あと{ $n }秒です。
window-bar-lost = { $helper }との接続が途切れました。何も共有していません。
window-bar-paused = 一時停止中。{ $helper }に画面は見えません。
window-bar-control-esc = { $helper }と操作を共有中。Escキーで終わります。
window-bar-control-time = { $helper }と操作を共有中。最長{ $n }分です。
window-bar-seen = { $helper }に画面が見えています。
window-rate = { $kbit } kbit/s
window-cap-error = { $least }から{ $most }までの数を入力してください。
window-end-folder-error = 記録のフォルダーを表示できません：{ $why }。
window-log-at = 出来事は { $path } に記録されています。

## The window: the first view

window-start-title = このパソコンのサポートを受ける
window-start-what = あなたの信頼する人が、どのウェブブラウザーからでも画面を見て、サポートできます。誰にするかは、あなたが決めます。
window-start-safe = あなたが承認するまで、誰にも何も見えません。いつでも止められます。
window-start-get-help = サポートを求める
window-start-cannot-allow = このデスクトップでは、ボタンを押したのがあなたなのかプログラムなのかわからないので、このウィンドウでは何も許可できません。ターミナルで alongside share を使うと、同じことが文字でできます。
window-start-known = または、知っている人に、コードなしでサポートを求める：
window-start-again = もう一度サポートを求める
window-start-beginning = 最初に戻る
window-start-opening = お待ちください…
window-start-quit = Alongsideを閉じる

## The window: the view with the invitation

window-invitation-title = サポートする人に、このコードを伝えてください
window-invitation-code = 招待コード
window-invitation-how = 電話で伝えるのがいちばんです。知っていて、自分からサポートを頼んだ人にだけ伝えてください。
window-invitation-spell = つづりを表示
window-invitation-spell-less = つづりを隠す
window-invitation-open = サポートする人は、好きなブラウザーで次のページを開いて、コードを入力します：
window-invitation-link = サポートする人のためのページ
window-invitation-copy-link = リンクをコピー
window-invitation-copy-message = サポートする人へのメッセージをコピー
window-invitation-link-copied = リンクをコピーしました。サポートする人とのやり取りに使っているところに貼り付けてください。
window-invitation-message-copied = メッセージをコピーしました。サポートする人とのやり取りに使っているところに貼り付けてください。コードの単語は入っていないので、電話で伝えてください。
window-invitation-qr = サポートする人のためのページのQRコード
window-invitation-unseen = あなたの画面は誰にも見えません。
window-invitation-new-code = 新しいコード
window-invitation-cancel = 今はサポートを求めない

## The window: the view of a question

window-question-allow = 許可する
window-question-refuse = 許可しない
window-question-never = 許可せず、もう尋ねない
window-question-with-prompts = パスワードの入力画面やシステムの確認画面を見て答えることも許可する
window-question-silence = 何もしなければ、許可されません。

## The window: the view of a session

window-sharing-title = セッション
window-sharing-stop-control = 操作の共有を終了
window-sharing-pause = 一時停止
window-sharing-resume = 再開
window-sharing-chat = チャット
window-sharing-chat-unread = チャット（{ $count }）
window-sharing-unread = 未読メッセージ{ $n }件
window-sharing-hide = このウィンドウを隠す
window-sharing-disconnect = 切断
window-sharing-remember = サポートする人を登録
window-sharing-remember-why = 次からは、コードなしでこの人にサポートを求めることができます。それでも、毎回あなたに確認します。
window-sharing-conversation = チャットと出来事
window-sharing-message = サポートする人へのメッセージ
window-sharing-send = 送信
window-sharing-wrote = { $helper }からのメッセージ：{ $text }
window-sharing-cut = これより前の内容は、セッションの記録にあります。
window-sharing-bandwidth = 接続が遅いときは
window-sharing-rate = 今、どれくらい送信していますか？
window-sharing-cap = 送信する量の上限（kbit/s）

## The window: the question before a session is ended

window-leave-title = セッションを終了しますか？
window-leave-what = サポートする人には、あなたの画面が見えなくなります。もう一度サポートを受けるには、新しいコードが必要です。
window-leave-end = セッションを終了
window-leave-stay = 続ける

## The window: the view after a session

window-end-title = セッションが終了しました
window-end-show-log = 記録を表示

## The window: people and settings

setup-people = 連絡先
setup-settings = 設定
setup-back = 戻る
setup-busy = お待ちください…
setup-done = 保存しました。
setup-save = 保存
setup-cancel = キャンセル
setup-not-here = ここでは変更できません
setup-no-number = 数を入力してください
setup-device-counts = デバイス「{ $device }」を通して押されたものは、あなたが押したものとして扱われます。どのプログラムも、このデバイスを通して押すことができます。
setup-bad-name = この名前は使えません：{ $why }。
setup-offers-failed = 今は、サポートの申し出を待つことができません：{ $why }。もう一度試します。
setup-last-helped = 前回のサポート：{ $date }
setup-forget = { $name }の登録を削除しますか？
setup-people-unknown = 連絡先を読み込めません：{ $why }。
setup-kept-in = あなたの設定は { $file } に保存されます。
setup-logged-in = 記録は { $folder } に保存されます。
setup-nothing-shared = 今は何も共有できません：{ $why }。
setup-seconds = { $n }秒
setup-minutes = { $n }分
setup-hours = { $n }時間
setup-percent = { $n }%
setup-language-system = デスクトップの設定に合わせる
setup-colours-system = システムの設定に合わせる
setup-colours-light = 明るい背景に暗い文字
setup-colours-dark = 暗い背景に明るい文字

## The window: offers of help

setup-offers-allow = 登録した人からのサポートの申し出を受け付ける
setup-offers-what = このウィンドウが開いている間は、あなたをサポートできることが登録した人にわかり、その人は接続を求めることができます。画面が誰かに見える前に、毎回あなたに確認します。

## The window: the view of the people

setup-people-title = コードなしでサポートできる人
setup-people-nobody = まだ誰も登録していません。サポートする人が接続している間に、その人を登録することができます。
setup-people-ask = サポートを求める
setup-people-key = 鍵を表示
setup-people-hide-key = 鍵を隠す
setup-people-key-is = 相手の鍵を短くしたものです。相手に読み上げてもらい、見比べることができます：
setup-people-rename = 名前を変更
setup-people-new-name = 新しい名前
setup-people-forget = 登録を削除
setup-people-forgetting = 相手は、コードなしでは接続を求められなくなります。もう一度登録するには、相手が接続している間に、お互いの同意が必要です。
setup-people-keep = 残す
setup-people-by-owner = このパソコンの所有者が、この人のサポートの申し出を認めています。毎回あなたに確認します。
setup-people-by-owner-unused = このパソコンの所有者がこの人を指定していますが、サポートの申し出は許可していません。

## The window: the view of the settings

setup-settings-title = 設定
setup-settings-what = ここでの変更は、次のセッションから有効になります。
setup-settings-name = サポートする人に表示されるあなたの名前
setup-settings-server = サポートする人と引き合わせるサーバーのアドレス（空欄にすると、このパソコン自身）
setup-settings-view-only = サポートする人は見るだけで、操作は一切できない
setup-settings-log = セッションごとに記録を残す
setup-settings-bandwidth = 接続が遅いとき
setup-settings-reconnect = サポートする人との接続が切れたときに待つ時間
setup-settings-expires = コードが使える時間
setup-settings-map-port = 直接つなぐために、ルーターにポートを求める。その間は、インターネット上の誰でもこのプログラムにパケットを送れるようになります
setup-settings-text-size = このウィンドウの文字の大きさ
setup-settings-colours = このウィンドウの色
setup-settings-language = このプログラムの言語
setup-settings-device = スクリーンキーボードまたはスイッチ
setup-settings-no-device = 何かを許可できるのは、あなた自身のマウスとキーボードだけです。
setup-settings-choose-device = デバイスを選ぶ

## The window: the view of the device for assistance

setup-device-title = あなたの代わりに押すデバイス
setup-device-what = スクリーンキーボードやスイッチは、デスクトップのデバイスを通してボタンを押します。ここで指定すると、そのデバイスが押したものは、たとえば「許可する」も、あなたが押したものとして扱われます。
setup-device-opens = これは、入り口を1つ開けることになります。このパソコンのどのプログラムも、そのデバイスを通してボタンを押し、あなたの代わりに許可できるようになります。サポートする人と操作を共有し始めてからセッションが終わるまでは、そのデバイスで押しても、あなたが押したものとは扱われません。
setup-device-how = 下のボタンを、このパソコンのマウスかキーボードで押してください。そばにいる人に押してもらってもかまいません。
setup-device-known = このデスクトップのデバイス：
setup-device-name = デバイスの名前
setup-device-none = デバイスなし

## The window: who decided what holds

setup-decided-default = これは既定の設定です。
setup-decided-file = これは、あなたが選んだものです。
setup-decided-variable = このプログラムの実行中は、環境変数によって決まっています。
setup-decided-command-line = プログラムの開始時に指定されました。プログラムが終わるまで有効です。
setup-decided-owner = このパソコンの所有者が決めたものです。あなたは変更できません。

## The window: an invitation as a file or by e-mail

sending-not-open = 招待はもう開いていないので、送るものがありません。もう一度サポートを求めてください
sending-enough-mail = この招待のメールは、これ以上送れません。ファイルとして保存するか、サポートする人にコードを伝えてください
mail-unwritten = メッセージを作成できません：{ $why }
mail-unattached = 添付ファイルを作成できません：{ $why }
mail-no-program = ここには、メールソフトを開くための { $program } がありません。設定に [email] を書くか、招待をファイルに保存してください（--save-as）
mail-program-failed = { $program } を使えません：{ $why }
mail-unopened = メールソフトが開きませんでした（{ $program }：{ $status }）。設定に [email] を書くか、招待をファイルに保存してください（--save-as）
mail-slow = メールサーバー { $host } は、時間内にメッセージを受け付けませんでした
mail-silent = メールサーバー { $host } は、時間内に応答しませんでした
mail-login = メールサーバー { $host } へのログインが拒否されました。[email] の user と password_file を確認してください
mail-refused = メールサーバー { $host } がメッセージを拒否しました：{ $reply }
mail-insecure = メールサーバー { $host } に安全に接続できません：{ $why }。[email] の tls と port を確認してください
mail-unusable = メールサーバー { $host } を使えません：{ $why }。[email] の host、port、tls を確認してください
sending-file-name = 招待
sending-title = または、サポートする人に招待を渡す：
sending-file = ファイルとして保存
sending-path = 保存するファイル
sending-save = 保存
sending-path-error = ファイルの名前、またはスラッシュ（/）で始まるパス全体を入力してください。
sending-mail = メールで送る
sending-address = サポートする人のメールアドレス
sending-address-error = メールアドレスを1つ入力してください。例：jacky@example.org
sending-sending = メールを送信しています…
sending-opening = メールソフトを開いています…
sending-without-words = サポートする人がどこにつなげばよいかと、いつまで使えるかが書かれています。コードの単語は入っていないので、電話で伝えてください。
sending-send = メールを送信
sending-open = メールソフトで開く
sending-forbidden-program = このパソコンの所有者が、メールはメールサーバーからだけ送るように決めています。しかし、あなたの設定にはメールサーバーがありません。
sending-forbidden-server = このパソコンの所有者が、メールはデスクトップのメールソフトだけで送るように決めています。しかし、あなたの設定ではメールサーバーが指定されています。
sending-forbidden-all = このパソコンの所有者が、招待をメールで送らないように決めています。

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = 答える質問は、もうありません。
consent-no-evidence = ここでは、ボタンを押したのがあなたなのかプログラムなのか、このウィンドウにはわかりません。ターミナルで答えてください。
consent-no-press = これは、あなたのマウスやキーボードからの操作ではありません。マウス、Enterキー、スペースキーのいずれかで、自分でボタンを押してください。
consent-program = これを押したのは、あなたではなくプログラムです。許可するときは、自分のマウスかキーボードを使ってください。
consent-program-may = 今は、リモートデスクトップなどの別のプログラムが、ここでキーやボタンを押すことができます。そのプログラムを終了して、もう一度押してください。
consent-program-too = プログラムもキーやボタンを押しました。少し待って、もう一度マウスで押してください。
consent-too-soon = 押すのが早すぎました。質問を読んで、もう一度押してください。
consent-held = キーは、質問が表示される前に押されたか、押し続けられていました。キーを離して、もう一度押してください。
consent-typing = 文字を入力しているところでした。質問を読んで、もう一度押してください。
consent-remapped = キーボードかマウスの設定が変わりました。少し待って、もう一度マウスで押してください。
consent-pointer-waited = 質問が表示されたとき、ポインターがボタンの上にありました。一度ボタンから外して戻し、もう一度押してください。
consent-pointer-elsewhere = ポインターがボタンの上にありません。ボタンの上に動かして、もう一度押してください。
consent-pointer-moved = ポインターが動きましたが、あなたのマウスによるものではありません。一度ボタンから外して戻し、もう一度押してください。
consent-window-changed = ちょうどそのとき、このウィンドウが動いたか、何かに隠れました。ウィンドウを見て、もう一度押してください。
consent-window-covered = このウィンドウの全体が見えている必要があります。手前にあるものを動かして、もう一度押してください。
consent-presses-proved = このウィンドウで許可できます。ほかのプログラムがボタンを押せない間は、ボタンはあなたが押したものとして扱われます。ウィンドウの上に何かが重なっているかどうかは、わかりません。
consent-presses-not-proved = このウィンドウでは何も許可できません。許可できるのはターミナルだけです。

## The window: the code said aloud

speech-say = 読み上げる
speech-stop = 読み上げを止める
speech-heard = 部屋にいる全員にコードが聞こえます。聞こえてもよい場所でだけ読み上げてください。
speech-failed-not-here = このシステムでは、まだコードを読み上げることができません。
speech-failed-not-installed = このパソコンには、読み上げるプログラムがありません。コードを読み上げるには、パッケージ { $package } をインストールしてください。
speech-failed = このパソコンの音声が使えません。スピーカーはありますか？
speech-failed-system = 音声を開始できません：{ $why }。

## The window: the small picture of what the Helper sees

seen-show = サポートする人に見えているもの
seen-hide = サポートする人に見えているものを隠す
seen-picture = 今、サポートする人に見えているもの
seen-what = 今、サポートする人に見えているものです。画面の上のバーは含まれません。
seen-nothing = 今、サポートする人には何も見えません。
seen-soon = まもなく映像が表示されます。

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = ウィンドウを表示
desk-asked = Alongsideからの質問です
desk-seen = あなたの画面が見えています
desk-controlled = サポートする人と操作を共有中です
desk-wrote = サポートする人からメッセージが届きました
desk-ended = セッションが終了しました
desk-asked-connect = { $helper }が、接続して画面を見ることを求めています。
desk-asked-control = { $helper }が、あなたのパソコンの操作の共有を求めています。
desk-asked-clipboard-read = { $helper }が、あなたのコピーしたものを受け取ることを求めています。
desk-asked-clipboard-write = { $helper }が、あなたのクリップボードに内容を入れることを求めています。
desk-asked-file-in = { $helper }が、あなたにファイルを送ることを求めています。
desk-asked-file-out = { $helper }が、ファイルを送ってほしいと求めています。
desk-asked-point = { $helper }が、あなたの画面で指し示すことを求めています。
desk-asked-remember = { $helper }を登録しますか？
desk-answer = ウィンドウで答えてください。何もしなければ、許可されません。
desk-wrote-what = { $helper }からメッセージが届きました。

## Helpers whom the User remembers, and offers

contacts-no-key = サポートする人から届いたものは鍵ではなかったので、誰も登録していません。
contacts-none = 登録した人はいません。サポートする人が接続している間に、/remember と入力してください。
contacts-no-server = 今サポートできる人は、あなたのサーバーだけが知っています。--server URL で指定してください。
contacts-to-needs-no-code = --to にはコードが要らないので、保存するものも、メールで送るものも、選ぶ単語もありません。--to を外すか、--save-as、--email、--choose-words、--words-file を外してください
contacts-not-remembered-no-answer = サポートする人から返事がなかったので、誰も登録していません。
contacts-not-remembered-unproven = 送られてきた鍵がサポートする人のものだと証明されなかったので、誰も登録していません。
contacts-not-remembered-declined = サポートする人が登録を希望しなかったか、ブラウザーが対応していません。
contacts-asker = { $alias }（{ $helper }と名乗っています）
contacts-proven-code = この人は、あなたのコードを知っていることを証明しました。
contacts-proven-contact = この人は、あなたの連絡先の{ $helper }であることを証明しました。
contacts-proven-policy = この人は、{ $helper }であることを証明しました。このパソコンの所有者が、{ $helper }のサポートの申し出を認めています。
contacts-remember = { $helper }が、お互いの登録を希望しています。登録すると、次のコマンドでコードなしにサポートを求めることができます：alongside share --to 名前。登録しても、画面が誰かに見える前に、毎回あなたに確認します。{ $helper }を登録しますか？
contacts-waiting-available = { $helper }を待っています。今サポートできる状態です。コードは要りません。
contacts-waiting = { $helper }を待っています。今はサポートできる状態ではありません。コードは要りません。開いたままにしてください。
contacts-waiting-for-offers = サポートを申し出ることができる人：{ $helpers }。今サポートできる人：{ $available }。画面が誰かに見える前に、あなたに確認します。
contacts-nobody = なし
contacts-left-out = 一度に待てる人数を超えたので、{ $n }人がこのパソコンを見つけられません。要らなくなった連絡先の登録を削除してください：alongside contacts forget 名前
contacts-stranger = ここで知られていない人が、コードなしで接続しようとしましたが、拒否しました。
contacts-stranger-often = ここで知られていない人が、コードなしで接続しようとしましたが（{ $n }回）、拒否しました。
contacts-remembered = あなたと{ $helper }はお互いを登録しました。次回：alongside share --to { $name }
contacts-remembered-already = あなたと{ $helper }は、すでにお互いに登録済みです。次回：alongside share --to { $name }
contacts-other-key = 警告：あなたの連絡先の{ $helper }の鍵と違います。別の人が{ $helper }になりすましているか、{ $helper }が別のブラウザーを使っているのかもしれません。誰も登録していません。間違いなく本人なら、先に連絡先の登録を削除してください：alongside contacts forget { $name }
contacts-not-kept = サポートする人を登録できません：{ $why }。セッションは続きます。
contacts-not-noted = この連絡先の人が今サポートしていることを記録できません：{ $why }。セッションは続きます。
contacts-names-unknown = 連絡先を読み込めません：{ $why }。誰かが連絡先の人の名前を使っても、警告は表示されません。
contacts-column-name = 名前
contacts-column-key = 鍵
contacts-column-since = 登録日
contacts-column-last = 前回
contacts-column-now = 現在
contacts-available-yes = サポート可
contacts-available-no = -
contacts-available-unknown = 不明
contacts-not-asked = 今サポートできる人がわかりません：{ $why }。
contacts-own-fingerprint = フィンガープリント：
contacts-own-key = 公開鍵：

## Names that others chose

names-quoted = 「{ $name }」
names-resembles-code = 警告：あなたの知っている{ $known }ではないかもしれません。あなたのコードを持っている人は、このような名前を選ぶことができます。また、この人は{ $known }の鍵を示していません。
names-resembles = 警告：あなたの知っている{ $known }ではありません。この人が自分で、このような名前を選びました。

## The rights beside the picture and control

typed-allow-clipboard = クリップボードを許可
typed-for-minutes = 短時間
typed-for-session = セッション
rights-clipboard-works = あなたが同意すると、一方がコピーしたものを、もう一方が貼り付けることができます。
rights-no-clipboard-here = このデスクトップではクリップボードを共有できません。一方がコピーしたものを、もう一方が貼り付けることはできません。
rights-clipboard-emptied = クリップボードが空になりました。サポートする人が送ったものは入れられず、前にコピーしていたものは失われました。
rights-read-meaning = 「1回だけ」とは、次にコピーするもののことです。許可はいつでも取り消せます。
rights-write-meaning = 「1回だけ」とは、1つの内容のことです。自動的に貼り付けられたり、開かれたりすることはありません。
rights-clipboard-read = { $asker }が、これからあなたがコピーするもの（文字と画像）を受け取ることを求めています。前にコピーしたものや、パスワード管理ソフトが秘密の印を付けたものは送られません。許可しますか？
rights-clipboard-write = { $asker }が、あなたが貼り付けられるように、クリップボードに内容を入れることを求めています。あなたが最後にコピーしたものと置き換わります。許可しますか？
rights-what-look = 画面を見ること
rights-what-control = あなたのマウスとキーボードを使うこと
rights-what-system-prompts = パスワードの入力画面やシステムの確認画面を見て答えること
rights-what-clipboard-read = あなたのコピーしたものを受け取ること
rights-what-clipboard-write = あなたのクリップボードに内容を入れること
rights-what-point = 画面で指し示し、描き込むこと
rights-what-type = 文字を入力すること
rights-what-file-in = これらのファイルをあなたに送ること
rights-what-file-out = あなたが選んだファイルを受け取ること
rights-what-sound = パソコンの音を聞くこと
rights-what-voice = あなたと通話すること
rights-what-record = セッションを録画すること
rights-what-another-helper = サポートする人をもう1人呼ぶこと
rights-what-hand-over = サポートをほかの人に引き継ぐこと
rights-may = 相手は、{ $what }ができます。
rights-granted-once = { $helper }は、1回だけ、{ $what }ができます。取り消すには、ウィンドウを使うか、/revoke { $right } と入力してください。
rights-granted-minutes = { $helper }は、{ $n }分間、{ $what }ができます。取り消すには、ウィンドウを使うか、/revoke { $right } と入力してください。
rights-granted-session = { $helper }は、セッションが終わるまで、{ $what }ができます。取り消すには、ウィンドウを使うか、/revoke { $right } と入力してください。
rights-ended-time = 時間になりました。{ $helper }は、もう{ $what }ができません。
rights-ended-by-user = { $helper }は、もう{ $what }ができません。
rights-ended-by-helper = { $helper }には、もう必要がなくなりました。{ $what }はできません。
rights-unknown = /revoke のあとに、次のどれかを入力してください：{ $rights }。

## The window: rights

window-rights-this-time = 1回だけ許可
window-rights-ten-minutes = 10分間許可
window-rights-session = セッションが終わるまで許可
window-rights-revoke = 取り消す
window-rights-title = サポートする人ができること

## What stops control

control-stops-esc = Escキーを押すと、いつでも操作の共有を終了できます。
control-stops-time = このデスクトップでは、Escキーを押しても終わりません。終わらせるには「{ $button }」、ターミナルの /stop、またはデスクトップの共有の印を使ってください。{ $n }分たつと、自動的に終わります。
control-stops-it-esc = 止めるには、Escキーを押してください。
control-stops-it-time = 止めるには、ウィンドウの「{ $button }」を押すか、ターミナルで /stop と入力してください。Escキーでは止まりません。{ $n }分たつと、自動的に終わります。
control-ended-time = { $n }分たったので、サポートする人との操作の共有が終わりました。相手はもう一度求めることができます。
control-ended-by-user = あなたが操作の共有を終了しました。
control-ended-by-helper = サポートする人が操作をやめました。

## Files

typed-allow-files = ファイルを許可
files-incoming-meaning = サポートする人が付けた名前で、このパソコンに保存されます。何のファイルかわかるときだけ開いてください。いつでも止められます。
files-outgoing-meaning = これだけでは、何も送られません。送るファイルは、毎回あなたが選びます。許可はいつでも取り消せます。
files-incoming = { $asker }が、{ $n }個のファイル（{ $size }）をあなたに送ることを求めています。{ $folder } に保存され、開かれることはありません。受け取りますか？
files-incoming-folder = { $asker }が、フォルダー{ $name }（{ $n }個のファイル、{ $size }）をあなたに送ることを求めています。{ $folder } に保存され、開かれることはありません。受け取りますか？
files-incoming-folder-empty = { $asker }が、フォルダー{ $name }（{ $n }個のファイルと{ $empty }、{ $size }）をあなたに送ることを求めています。{ $folder } に保存され、開かれることはありません。受け取りますか？
files-empty-folders = { $n }個の空のフォルダー
files-offered = { $name }、{ $size }
files-programs-first = このうち{ $n }個は、プログラムとして実行できます。先頭に表示しています：
files-more = ほか{ $n }個、合わせて{ $size }
files-incoming-any = { $asker }が、あなたにファイルを送ることを求めています。受け取りますか？
files-outgoing = { $asker }が、ファイルを送ってほしいと求めています。相手に届くのは、あなたが自分で選んだファイルとフォルダーだけです。許可しますか？
files-your-helper = サポートする人
files-notice-coming = ファイル{ $name }が送られてきています。
files-notice-offered = { $helper }に、ファイル{ $name }を受け取るかどうか尋ねています。
files-notice-running = { $name }：{ $size }のうち{ $part }。
files-notice-paused = { $name }は、再開するまで一時停止中です。
files-notice-arrived = ファイル{ $name }が届きました。保存先：{ $path }
files-notice-sent = ファイル{ $name }を{ $helper }に送りました。
files-notice-not-arrived = ファイル{ $name }は届きませんでした：{ $why }。
files-notice-not-sent = ファイル{ $name }は送られませんでした：{ $why }。
files-folder-arrived = フォルダー{ $name }が、{ $n }個のファイルすべてとともに届きました。
files-folder-not-arrived = フォルダー{ $name }は届きませんでした。
files-folder-partly = フォルダー{ $name }の{ $count }個のファイルのうち、{ $n }個が届きませんでした。
files-folder-at = 保存先：{ $path }
files-folder-first = 届かなかった最初のファイルは{ $file }です：{ $why }。
files-folder-why = 理由：{ $why }。
files-not-come = 受け取ることにした{ $n }個のファイルが、5分間届いていません。もう届かないかもしれません。
files-failure-cancelled = キャンセルされました
files-failure-not-allowed = 許可されなくなりました
files-failure-changed = 送信中に変更されました
files-failure-damaged = 途中で壊れました
files-failure-disk-full = ディスクがいっぱいです
files-failure-page-reloaded = サポートする人がページを再読み込みしました
files-failure-stalled = 5分間何も届いていません
files-failure-unanswered = サポートする人が、受け取るかどうかを15分以内に答えませんでした
files-failure-too-large = 相手のブラウザーは、これほど大きなものを保存できません
files-failure-scanner = ウイルス対策ソフトに止められました
files-failure-failed = 読み書きできませんでした
files-not-sent = { $path } は送られませんでした：{ $why }。
files-not-sent-owner = このパソコンの所有者が許可していません
files-not-sent-paused = 共有を一時停止しています
files-not-sent-nobody = サポートする人が接続していません
files-not-sent-now = 今はできません
files-no-file = ファイルではありません
files-large = 大きすぎます
files-many = ファイルが多すぎるか、フォルダーの重なりが深すぎます。ZIPファイルにして送ってください
files-within = 中の { $file }：{ $why }
files-disk = 読み込めません：{ $why }
files-links-left-out = { $path } の中の{ $n }個のリンクまたはデバイスは送られません。送られるのはファイルとフォルダーだけです。
files-size-bytes = { $n }バイト
files-decimal-mark = .
files-dialog-failed = ファイルを選ぶ画面を開けませんでした：{ $why }。パスを入力してください。
files-dialog-elsewhere = 選んだものは、このパソコンにありません。先にここに保存してから、もう一度選んでください。
files-too-many = ファイルが{ $n }個あります。一度に送れるのは{ $most }個までです。数を減らすか、ファイルが入っているフォルダーを選んでください。

## The window: files

window-files-send = ファイルやフォルダーを送る
window-files-while-controlled = 操作の共有中は送れません。サポートする人がファイルを選べてしまうためです。先に操作の共有を終了してください。
window-files-offered = ファイル
window-files-path = 送るファイルまたはフォルダー
window-files-files = ファイルを選ぶ…
window-files-folder = フォルダーを選ぶ…
window-files-files-title = サポートする人に送るファイル
window-files-folder-title = サポートする人に送るフォルダー
window-files-chosen = 選んだもの
window-files-send-chosen = 選んだものを送る
window-files-forget = 送らない
window-files-chosen-while-controlled = 選んだものは送られません。操作の共有中は、サポートする人が選ぶ画面のボタンを押せるためです。操作の共有を終了して、もう一度選んでください。
window-files-no-dialog = このデスクトップには、ファイルを選ぶ画面がありません。パスを入力してください。
window-files-strange-name = この名前は、文字ではないものが含まれているので使えません。別の名前を付けてください。
window-files-pause = 一時停止
window-files-pause-folder = フォルダーを一時停止
window-files-continue = 再開
window-files-cancel = キャンセル
window-files-cancel-folder = フォルダーをキャンセル
window-files-send-this = これを送る

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = 指し示しを許可
marks-meaning = Escキーを押すか、一時停止するか、許可を取り消すと、相手が描いたものはすべて消えます。
marks-question = { $asker }が、あなたの画面で指し示し、描き込み、手順を示すことを求めています。描いたものはウィンドウの上に重なるだけで、何もクリックしません。許可しますか？
marks-step-button = { $text }（ボタン「{ $name }」）
marks-step-check-box = { $text }（チェックボックス「{ $name }」）
marks-step-radio-button = { $text }（選択肢「{ $name }」）
marks-step-switch = { $text }（スイッチ「{ $name }」）
marks-step-link = { $text }（リンク「{ $name }」）
marks-step-menu = { $text }（メニュー「{ $name }」）
marks-step-menu-item = { $text }（メニュー項目「{ $name }」）
marks-step-field = { $text }（入力欄「{ $name }」）
marks-step-list = { $text }（一覧「{ $name }」）
marks-step-item = { $text }（項目「{ $name }」）
marks-step-tab = { $text }（タブ「{ $name }」）
marks-step-slider = { $text }（スライダー「{ $name }」）
marks-step-other = { $text }（「{ $name }」）
marks-next = 手順{ $n }/{ $count }：{ $text }
marks-all-done = すべての手順が終わりました。
marks-suggested = { $helper }からの手順{ $n }/{ $count }（終わったら /next）
marks-none = { $helper }は、もう手順を示していません。
marks-suggests = { $helper }からの{ $step }（終わったら /next と入力してください）。
marks-listed = { $n }. { $text }
marks-listed-done = 完了：{ $n }. { $text }

## The window: steps

window-steps-title = サポートする人が示した手順
window-steps-next = 次の手順
window-steps-done = 完了

## The bandwidth

bandwidth-untouched = alongsideが変更のしかたを知らないので、このデスクトップの壁紙と効果は変更しません。それでも、映像のデータ量は減らします。
bandwidth-recovered = デスクトップの見た目を元に戻しました。前回のセッションが正しく終わらず、変わったままになっていました。
bandwidth-nothing-to-restore = 元に戻すものはありません。デスクトップを変えたままのセッションはありません。
bandwidth-gives-none = 遅い回線のために減らすものはありません
bandwidth-gives-no-full-window-drag = 大きなものが動く間は、映像の枚数を減らします
bandwidth-gives-no-background = 大きなものが動く間は映像の枚数を減らし、壁紙を表示しません
bandwidth-gives-full = 大きなものが動く間は映像の枚数を減らし、壁紙と効果を表示せず、文字のふちを滑らかにせず、色数も減らします
bandwidth-level = 通信量のレベル { $level }：{ $what }。現在{ $kbit } kbit/sで送信中です。
bandwidth-level-most = 通信量のレベル { $level }：{ $what }。現在{ $kbit } kbit/sで送信中です。上限は{ $most } kbit/sです。
bandwidth-usage = /bandwidth だけを入力すると、現在の状態が表示されます。レベルを変えるには、/bandwidth のあとに none、no-full-window-drag、no-background、full のいずれかを、送信する量の上限（kbit/s）を決めるには、{ $least }から{ $most }までの数を入力してください。
bandwidth-not-changed = デスクトップの見た目を、レベルに合わせて変更できません：{ $why }。
bandwidth-not-restored = デスクトップの見た目が元に戻っていないかもしれません：{ $why }。次に開始したときにもう一度試します。次のコマンドでも試せます：alongside restore-desktop

## A question of the desktop itself

portal-asks = サポートする人に見せてよい画面を、デスクトップが尋ねています。そこで画面を選び、同意してください。それまでは何も見えません。断ると、セッションは終了します。
portal-asks-switch = サポートする人があとであなたのマウスとキーボードを使ってもよいときは、そこで「リモート操作を許可」もオンにしてください。ここであなたがもう一度同意するまでは、誰も使いません。
portal-may-ask = サポートする人に見せてよい画面と、マウスとキーボードについて、デスクトップが尋ねることがあります。そこで画面を選び、同意してください。断ると、セッションは終了します。ここであなたがもう一度同意するまでは、誰もマウスとキーボードを使いません。
portal-restored = サポートする人に見せてよいものを、前にデスクトップに記憶させています。そのため、デスクトップが今、尋ねずに見せることがあります。次回から選び直すには、{ $file } を削除してください。
portal-restored-input = ここであなたがもう一度同意するまでは、誰もマウスとキーボードを使いません。

## The built-in server in a network of strangers

public-network-asked = このネットワークのほかの人が、あなたのパソコンへの接続を試みることを承認しますか？
public-network-refused = このネットワークは公共のものとして扱われますが、そこにいるほかの人がこのパソコンへの接続を試みることは、承認されませんでした。ネットワークにいる人たちを信頼できるときは、Windowsの設定（ネットワークとインターネット）でプライベートネットワークに変えるか、--listen 0.0.0.0:7575 を付けて開始してください。そうでないときは、サーバーを使うか（--server URL）、このパソコンだけが接続できるようにしてください（--listen 127.0.0.1:7575）
public-network-refused-in-window = このネットワークは公共のものとして扱われますが、そこにいるほかの人がこのパソコンへの接続を試みることは、承認されませんでした。ネットワークにいる人たちを信頼できるときは、Windowsの設定（ネットワークとインターネット）でプライベートネットワークに変えるか、Alongsideを閉じて開き直し、もう一度質問に答えてください。そうでないときは、「設定」でサーバーを入力してください
public-network-kind-said-unknown = これがどのような種類のネットワークなのか、システムからはわかりません。
public-network-kind-said-domain = システムによると、これは組織のネットワークです。
public-network-kind-said-private = システムによると、これはプライベートネットワークです。
public-network-kind-said-unclear = これがどのような種類のネットワークなのか、システムからはわからなかったので、公共のものとして扱います。
public-network-kind-said-public = システムによると、これは公共のネットワークです。
public-network-meaning = このネットワークは、カフェやホテルと同じように、公共のものとして扱われます。サポートする人が接続できるようにするには、Alongsideが { $address } で接続を待つ必要があります。そうすると、このネットワークの誰でも、あなたのパソコンへの接続を試みることができます。あなたが許可しない限り、画面は誰にも見えません。承認すると、Alongsideを閉じるまで有効です。

## A part of the program has failed

parts-failed-pictures = alongsideのうち、画面を映す部分が動かなくなりました。セッションを終了します。
parts-failed-picture = alongsideのうち、映像を送る部分が動かなくなりました。セッションを終了します。
parts-failed-channels = alongsideのうち、サポートする人からの通信を受ける部分が動かなくなりました。セッションを終了します。
parts-failed-signal-link = alongsideのうち、サーバーと連絡を保つ部分が動かなくなりました。セッションを終了します。
parts-failed-mail = alongsideのうち、招待を送る部分が動かなくなりました。招待は送られていないかもしれません。
parts-failed-contacts = alongsideのうち、連絡先を扱う部分が動かなくなりました。セッションを終了します。
parts-failed-log = alongsideのうち、記録を書く部分が動かなくなりました。セッションを終了します。
parts-failed-input = alongsideのうち、入力とクリックを行う部分が動かなくなりました。セッションを終了します。
parts-failed-panic-key = alongsideのうち、Escキーを待つ部分が動かなくなりました。セッションを終了します。
parts-failed-prompts = alongsideのうち、パスワードの入力画面に気づく部分が動かなくなりました。セッションを終了します。
parts-failed-press-watch = alongsideのうち、ボタンを押したのがあなたなのかプログラムなのかを見分ける部分が動かなくなりました。質問にはターミナルで答えてください。
parts-failed-desk = alongsideのうち、通知とアイコンを表示する部分が動かなくなりました。同じ内容はすべてウィンドウに表示されます。
parts-failed-appearance = alongsideのうち、デスクトップの見た目を変える部分が動かなくなりました。見た目が元に戻っていないときは、次を実行してください：alongside restore-desktop
parts-failed-port-mapping = alongsideのうち、ルーターにポートを求める部分が動かなくなりました。開いたポートは、20分以内にルーターが閉じます。
parts-failed-border = alongsideのうち、共有しているものを囲む枠を描く部分が動かなくなりました。共有しているものは、前と同じです。
parts-failed-elements = alongsideのうち、手順の対象を見つける部分が動かなくなりました。手順は、サポートする人が置いた場所から動きません。
parts-failed-marks = alongsideのうち、サポートする人が描いたものを表示する部分が動かなくなりました。描いたものは、もう表示されません。
parts-failed-clipboard = alongsideのうち、クリップボードを共有する部分が動かなくなりました。クリップボードは、もう共有されません。
parts-failed-transfers = alongsideのうち、ファイルを読み書きして送受信する部分が動かなくなりました。もう何も送受信されません。

## The page of the Helper

page-other-build = サポートする人のページのビルド（{ $theirs }）は、このプログラムのもの（{ $own }）と違います。サーバーのAlongsideが別のバージョンなら、よくあることです。心当たりがないときは、サーバーの運営者に尋ねてください。

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = サポートする人の側が、見たはずのことを確認していません。このセッションの記録に、相手側の署名が欠けています。あなたの記録は続き、欠けている場所も書かれています。
log-verified = 記録は、書かれたときのままです。{ $n }項目のうち、{ $signed }項目に相手側の署名があります。
log-line-signed = 相手側の署名あり：{ $entries }
log-line-unseen = 署名なし（相手側には見えないか、相手側がいなかったもの）：{ $entries }
log-line-missing = 署名なし（サポートする人の側に見えるはずのもの）：{ $entries }
log-line-disputed = この記録の側が異議を唱えたもの（そのような出来事を見ていない）：{ $entries }
log-line-both = 双方の署名あり（双方が見たもの）：{ $entries }
log-line-one-unseen = 一方だけの証言（もう一方には見えないか、いなかったもの）：{ $entries }
log-line-one-missing = 一方だけの証言（サポートする人の側に見えるはずのもの）：{ $entries }
log-verified-means = 署名のあるものは、相手側が自分で見たものです。署名のないものは、一方だけの証言です。時刻は、共有されたパソコンの時計によります。双方が一致するかどうかは、相手側の記録がないとわかりません。
log-same = 2つの記録は一致しています。{ $n }項目です。
log-up-to = 2つの記録は、項目{ $entry }まで一致しています。そのあとは接続していませんでした。1つ目の記録には続きが{ $one }、2つ目の記録には続きが{ $other }あります。
log-entries = { $n }項目
log-agreement-means = セッションのあと、変更された項目はありません。双方が署名したことは、書かれているとおりに起きました。それ以外は、双方が書き留めたもので、一方だけが保証しています。時刻は、共有されたパソコンの時計によります。2人が誰だったかは、これでは証明されません。
log-other-session = 2つの記録は一致しません。項目1から違うので、別々のセッションの記録か、どちらかが作りものです
log-differ-from = 2つの記録は一致しません。項目{ $entry }から違います。この項目には、一方が相手のために署名しています
log-differ-missing = 2つの記録は一致しません。項目{ $entry }が一方の記録にありませんが、その側はこの項目に署名しています
log-differ-disputed = 2つの記録は一致しません。項目{ $entry }は双方にありますが、一方は、そのような出来事を見ていないとすぐに書き込みました
log-fault-empty = 記録に項目がありません
log-fault-no-key = 誰の署名なのかが、記録に書かれていません
log-fault-entry = 項目{ $entry }が書かれたときのままではないか、それより前の項目が欠けています
log-fault-unsigned = 項目{ $entry }は、書かれたときのままではありません。署名が合いません
log-fault-countersignature = 項目{ $entry }にある相手側の署名は、書かれたときのままではありません
log-fault-dispute = 項目{ $entry }に異議を唱える行は、書かれたときのままではありません
log-read-long = セッションの記録としては、ファイルが長すぎます
log-read-frame = ファイルの始まりと終わりが、Alongsideのセッションの記録と違います
log-read-line = { $line }行目は、Alongsideの書き方と違います
log-run = { $first }～{ $last }
log-newer = { $entry }（新しいAlongsideのもの）
log-and-more = { $entries }、ほか{ $n }個

## The owner's rules

policy-note-view-only = このパソコンの所有者が、サポートする人に見ることだけを許しているので、操作はできません。
policy-note-lifetime = このパソコンの所有者が、招待の期限を最長{ $longest }に決めています。
policy-forbidden-invitations = このパソコンの所有者が、招待を許可していません。所有者に尋ねるか、次で確認してください：alongside policy
policy-forbidden-offers = このパソコンの所有者が、サポートの申し出を許可していません。ポリシーに [offer] allowed = true を加えてもらうか、自分でサポートを求めてください：alongside share
policy-forbidden-control = このパソコンの所有者が、サポートする人に見ることだけを許しています。--view-only=no を外してください
policy-forbidden-lifetime = このパソコンの所有者が、招待の期限を最長{ $longest }に決めています。--expires { $longest } を使ってください
policy-forbidden-email = このパソコンの所有者が、メールでの招待を許可していません。--email を外してください
policy-forbidden-email-program = このパソコンの所有者が、メールサーバーからのメールだけを許可しています。設定ファイルの [email] でメールサーバーを指定するか、--email を外してください
policy-forbidden-email-server = このパソコンの所有者が、デスクトップのメールソフトからのメールだけを許可しています。設定ファイルから [email] を削除するか、--email を外してください
policy-forbidden-version = このパソコンの所有者が、{ $minimum }より古いプロトコルを認めていません。このバージョンのプロトコルは{ $own }です。alongsideを更新してください
policy-forbidden-level = このパソコンの所有者が、通信量のレベルを { $level } に決めています。そのままにするか、ポリシーの `bandwidth` を変えてもらってください
policy-forbidden-reconnect = このパソコンの所有者が、サポートする人との接続が切れたときに待つ時間を{ $only }に決めています。--reconnect を外すか、ポリシーの `reconnect` を変えてもらってください
policy-forbidden-map-port = このパソコンの所有者が、ルーターにポートを求めることを許可していません。--map-port を外してください
policy-forbidden-assistive-device = このパソコンの所有者が、プログラムのデバイスがウィンドウで答えることを許可していません。--assistive-device を外してください
policy-forbidden-log-folder = このパソコンの所有者が、すべてのセッションをあなたのアカウントのフォルダーに記録するように決めています。--log-dir を外してください
policy-forbidden-no-log = このパソコンの所有者が、すべてのセッションを記録するように決めています。--no-log を外すか、ポリシーの `log` を変えてもらってください
policy-log-required = このセッションの記録を保存できません：{ $why }。このパソコンの所有者が、すべてのセッションを記録するように決めているので、開始しません。空きを増やすか、次で確認してください：alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = 確認したこと：
doctor-will-happen = セッションで起きること：
doctor-for-admin = 管理者へ：
doctor-no-server = --server の指定がなく、このプログラムの中のサーバーを使うので、確認していません。
doctor-asks-to-listen = このプログラムの中のサーバーは、このネットワークのほかの人がこのパソコンへの接続を試みることを認める前に、あなたに尋ねます。誰にも尋ねられないときは、開始しません。
doctor-not-allowed = このパソコンの所有者の決まりで共有が許可されていないので、サーバーには接続していません。
doctor-not-reached = サーバーを使えなかったので、確認していません。
doctor-not-yet = このバージョンにはありません。
doctor-no-desktop = 操作するデスクトップがないので、確認していません。
doctor-server-behind-proxy = プロキシのために、サーバーに接続できませんでした。
doctor-tls-none = アドレスが http で始まるので、TLSは使われません。それでも、お二人のやり取りはすべて暗号化されます。
doctor-tls-valid = サーバーの証明書は有効です。
doctor-proxy-none = プロキシは使われていません。
doctor-websocket-works = サーバーは、お二人のパソコンを引き合わせることができます。サーバー自身の経路もデータを運べます。
doctor-websocket-no-lane = サーバーは、お二人のパソコンを引き合わせることができます。映像のための、サーバー自身の経路はありません。
doctor-relay-in-websocket = 中継は、WebSocketの中でも使えます。
doctor-websocket-broken = サーバーへの接続は開きましたが、そのあと切れました。
doctor-udp-works = UDPのパケットがサーバーに届き、返事も戻ってきます。
doctor-udp-not-offered = このサーバーにはSTUNも中継もないので、確認していません。
doctor-udp-blocked = サーバーからUDPのパケットが戻ってきません。
doctor-stun-works = サーバーは、このパソコンに外側のアドレスを知らせています。
doctor-stun-not-offered = このサーバーはSTUNサーバーを指定していないので、確認していません。
doctor-relay-off = alongside-signalは、--turn ADDR を付けると中継します。--tls-cert も付けると、TLSでも中継します。--external-turn を付けると、ほかの中継を案内します。
doctor-silent = 応答がありません
doctor-garbled = 応答はありますが、必要なプロトコルではありません
doctor-no-packet = アドレスは示されましたが、パケットが通りません
doctor-ipv6-works = サーバーにIPv6で接続できます。
doctor-ipv6-not-here = このパソコンではIPv6を使えないので、IPv4を使います。
doctor-ipv6-not-there = サーバーにIPv6のアドレスがないので、IPv4を使います。
doctor-ipv6-proxied = サーバーへの接続はプロキシを通るので、確認していません。
doctor-ipv6-fails = このパソコンとサーバーの両方にIPv6のアドレスがありますが、IPv6ではつながりません。
doctor-nat-none = なし。外からは、このパソコン自身のアドレスが見えます。
doctor-nat-same = 変換されます。サーバーの2つのポートに対して同じ結果で、家庭用ルーターと同じです。直接の接続はたいてい使えます。
doctor-nat-other = 接続先ごとに違う変換がされます（対称型）。直接の接続はほとんど使えません。
doctor-nat-one-seen = 変換されます。サーバーからわかるのは1つのポートだけなので、種類はここではわかりません。
doctor-nat-unknown = このパソコンに外側のアドレスを知らせたサーバーがないので、わかりません。
doctor-mapping-not-asked = ルーターにポートを求めるのは --map-port を付けたときだけなので、確認していません。
doctor-mapping-not-in-public = このネットワークは公共のものとして扱われ、そこではルーターにポートを求めないので、確認していません。
doctor-mapping-works = ルーターは、このパソコンのためにポートを開き、また閉じました。
doctor-screen-asked = デスクトップポータルとPipeWireがあります。デスクトップは、セッションが始まるときに画面の共有について尋ねます。ただし、答えを記憶させたときは尋ねません。
doctor-not-encoded = 画面の映像は取れましたが、エンコードできませんでした
doctor-no-picture = 画面の映像がありません
doctor-check-failed = デスクトップを確認できませんでした
doctor-desktop-hangs = デスクトップが応答しません
doctor-input-works = あなたが許可すると、サポートする人が操作できます。
doctor-input-works-without-prompts = あなたが許可すると、サポートする人が操作できます。ただし、システムの確認画面と、管理者として動いているウィンドウは操作できません。これらはあなたが自分で使います。
doctor-panic-key-works = Escキーを押すと、いつでも操作の共有を終了できます。
doctor-panic-key-works-presses-told = Escキーを押すと、いつでも操作の共有を終了できます。あなたが押したキーと、プログラムが押したキーは区別されます。
doctor-panic-key-works-presses-imitated = Escキーを押すと、いつでも操作の共有を終了できます。あなたが押したキーと、プログラムが押したキーは区別されます。ただし、プログラムがあなたのキーボードのふりをしたときは区別されません。
doctor-panic-key-works-presses-not-told = Escキーを押すと、いつでも操作の共有を終了できます。あなたが押したキーと、プログラムが押したキーは区別されません。
doctor-encoder-not-tried = 映像がないので、確認していません。
doctor-policy-none = このパソコンにはないので、すべてあなたが決められます。
doctor-policy-allows = このパソコンの所有者は、共有を許可しています。内容は `alongside policy` で表示されます。
doctor-policy-view-only = このパソコンの所有者は、サポートする人に見ることだけを許しています。詳しくは `alongside policy` で表示されます。
doctor-log-off = ポリシーまたはあなたの設定により、記録は残しません。
doctor-no-log-folder = このアカウントにはホームフォルダーがありません
doctor-direct = サポートする人のネットワークが許せば、映像と入力は、パソコンからパソコンへ直接送られます。
doctor-direct-near = サポートする人が同じネットワークにいれば、映像と入力は直接送られます。
doctor-direct-inside = このパソコンがサーバーです。同じネットワークにいるサポートする人には、映像と入力が直接送られます。
doctor-through-server = ほかの方法が使えないときは、サーバーを通ります。
doctor-server-first = 映像と入力は、サーバーを通ります。これは最も遅い経路です。
doctor-look-only = サポートする人は、見ることはできますが、操作はできません。
doctor-mend-server-user = サーバーのアドレスと、このパソコンがインターネットにつながっているかを確認してください。ブラウザーでそのアドレスを開けるかどうかも確かめてください。
doctor-mend-server-admin = ここで名前を解決できること、alongside-signalが動いていること、ファイアウォールがサーバーのポート（httpsでは443）へのTCPを通すことを確認してください。
doctor-mend-tls-user = このパソコンの日付と時刻を確認してください。正しいときは、サーバーの運営者に尋ねてください。
doctor-mend-tls-admin = サーバーに、その名前の証明書をチェーン全体とともに設定してください（--tls-cert）。ここのファイアウォールがTLSを開いて検査するときは、その認証局をこのパソコンにインストールするか、サーバーを検査の対象から外してください。
doctor-mend-proxy-user = このネットワークのプロキシのアドレスと、必要なら名前とパスワードを教えてもらい、--proxy で指定してください。または、--proxy none を試してください。
doctor-mend-proxy-admin = サーバーのポートへのCONNECTをプロキシで許可するか、--proxy または HTTPS_PROXY で別のプロキシを指定してください。
doctor-mend-websocket-user = アドレスがAlongsideのサーバーのものか確認してください。そうであれば、途中の何かが妨げているので、別のネットワークを試してください。
doctor-mend-websocket-admin = 途中のファイアウォール、プロキシ、リバースプロキシで、サーバーの /ws、/lane、/turn へのWebSocket（RFC 6455）を、UpgradeヘッダーとConnectionヘッダーとともに通してください。
doctor-mend-udp-user = TCPでもセッションは使えますが、遅いことがあります。スマートフォンの回線など、別のネットワークのほうが速いことがあります。
doctor-mend-udp-admin = サーバーのポート3478へのUDPと、その返事を通してください。直接の接続には、任意のアドレスとポートへのUDPが必要です。
doctor-mend-stun-user = 直接の接続は見込みが薄いので、代わりに中継かサーバーを使います。別のネットワークのほうが速いことがあります。
doctor-mend-stun-admin = サーバーのSTUNのポート（3478）へのUDPと、その返事を通してください。
doctor-mend-relay-udp-user = 下にある別の中継が使えれば、何もする必要はありません。使えないときは、別のネットワークを試してください。
doctor-mend-relay-udp-admin = ここからのUDPを、サーバーのポート3478まで通してください。サーバー自身のファイアウォールでも通してください。
doctor-mend-relay-tcp-user = 別の中継が使えれば、何もする必要はありません。使えないときは、別のネットワークを試してください。
doctor-mend-relay-tcp-admin = ここからのTCPを、サーバーのポート3478まで通してください。サーバー自身のファイアウォールでも通してください。
doctor-mend-relay-tls-user = 別の中継が使えれば、何もする必要はありません。使えないときは、別のネットワークを試してください。
doctor-mend-relay-tls-admin = サーバーのポートへのTLSを、開かずに通してください。中身がHTTPだと想定するファイアウォールは、TURNを遮断します。
doctor-mend-relay-refuses-user = サーバーの運営者に知らせてください。中継がなくても、セッションが使えることがあります。
doctor-mend-relay-refuses-admin = --turn-public-ip、サーバーのファイアウォールでの中継用のポート（UDP、32768以上）、alongside-signalまたは外部の中継のログを確認してください。
doctor-mend-ipv6-user = 何もする必要はありません。代わりにIPv4を使います。
doctor-mend-ipv6-admin = ここからサーバーまでのIPv6の経路とファイアウォールを確認するか、サーバーのAAAAレコードを削除してください。
doctor-mend-nat-user = 中継が使えれば、何もする必要はありません。別のネットワークのほうが速いことがあります。
doctor-mend-nat-admin = 内側のソケットごとに外側のポートを1つに保つように、NATを設定するか（endpoint-independent mapping、RFC 4787）、ポートを開いて --udp-ports で指定してください。
doctor-mend-screen-user = 画面を共有したいセッションの中で、このプログラムを開始してください。
doctor-mend-screen-admin = 共有には、このアカウントでCookieを読めるX11セッション（DISPLAY）、またはWaylandセッションとxdg-desktop-portal、このデスクトップ用のバックエンド、PipeWire（libpipewire-0.3-0）が必要です。
doctor-mend-input-user = セッションは使えますが、サポートする人は見ることしかできません。
doctor-mend-input-admin = Xサーバーには、拡張機能XTESTとXInputExtensionが必要です。
doctor-mend-panic-key-user = セッションは使えますが、操作は共有できません。操作を共有できるのは、Escキーで終了できる間だけです。
doctor-mend-panic-key-admin = Xサーバーには、拡張機能XInputExtensionのバージョン2が必要です。
doctor-mend-encoder-user = このプログラムをもう一度インストールしてください。それでも直らないときは、報告してください。
doctor-mend-encoder-admin = 別のパソコンと比べてください。エンコーダーは、システムの機能を何も必要としません。
doctor-mend-policy-user = このパソコンの所有者に尋ねてください。
doctor-mend-policy-admin = `alongside policy` で示されるポリシーのファイルを変更してください。
doctor-mend-log-user = 記録がなくても、セッションは使えます。空きを増やしてください。記録が要らないときは、--no-log を付けてください。
doctor-mend-log-admin = このアカウントに、そのフォルダーへの書き込みを許可してください。
doctor-mend-log-required-user = このパソコンの所有者が、すべてのセッションを記録するように決めているので、記録がなければセッションもできません。空きを増やしてください。
doctor-mend-log-required-admin = このアカウントに、そのフォルダーへの書き込みを許可するか、ポリシーの `log` を変更してください。
doctor-refused-rate-limited = 最近、あなたのネットワークからの招待が多すぎました。
doctor-refused-full = 今、サーバーがいっぱいです。
doctor-refused-version = サーバーのバージョンが、このプログラムと合いません。
doctor-refused-otherwise = サーバーが招待を受け付けませんでした。
doctor-label-server = サーバー
doctor-label-tls = 暗号化（TLS）
doctor-label-proxy = プロキシ
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = 自分のIP（STUN）
doctor-label-relay-udp = 中継（UDP）
doctor-label-relay-tcp = 中継（TCP）
doctor-label-relay-tls = 中継（TLS）
doctor-label-ipv6 = IPv6
doctor-label-nat = アドレス変換
doctor-label-port-mapping = ポートの割り当て
doctor-label-screen = 画面
doctor-label-input = マウスとキーボード
doctor-label-panic-key = Escキー
doctor-label-clipboard = クリップボード
doctor-label-sound = 音声
doctor-label-encoder = エンコーダー
doctor-label-policy = ポリシー
doctor-label-log = セッションの記録
doctor-server-answers = { $server } から応答がありました。
doctor-server-unreachable = サーバーに接続できません：{ $why }。
doctor-server-silent = { $server } から時間内に応答がありません。
doctor-proxy-leads = プロキシ { $proxy } を通して、サーバーに接続できます。
doctor-lane-fails = サーバーは、お二人のパソコンを引き合わせることができますが、サーバー自身の経路はデータを運べません：{ $why }。
doctor-not-upgraded-status = サーバーは応答しますが、WebSocketを開きません（HTTPステータス{ $status }）。
doctor-not-upgraded = サーバーは応答しますが、WebSocketを開きません。
doctor-mend-refused-version-user = このプログラムを更新するか、サーバーの運営者に更新を頼んでください。
doctor-mend-refused-version-admin = alongside-signalを、alongsideと同じバージョンで動かしてください。
doctor-mend-refused-user = 1分待って、もう一度試してください。
doctor-mend-refused-admin = alongside-signalのメトリクスで、何を使い切ったのかを確認してください。--max-invitations と、--trusted-proxy（プロキシの後ろにいるクライアントのアドレス用）の変更が必要かもしれません。
doctor-relay-works = パケットが、{ $transport }で中継を通り、戻ってきました。
doctor-relay-not-offered = このサーバーには、{ $transport }の中継がありません。
doctor-relay-fails = { $transport }の中継を使えません：{ $why }。
doctor-refused-with = エラー{ $code }で拒否されました
doctor-no-mapping-no-router = 頼むことのできるルーターが、このパソコンには見つかりません。
doctor-mend-no-router-user = このパソコンがインターネットにつながっているか確認してください。ルーターが助けなくても、ほかには何も変わりません。
doctor-mend-no-router-admin = ポートは、IPv4の既定の経路のゲートウェイに求めます。LinuxとWindowsだけで使えます。
doctor-no-mapping-silent = ルーターは、このような要求に応答しません。
doctor-mend-router-silent-user = 使いたいときは、ルーターの設定でUPnP、PCP、NAT-PMPのいずれかをオンにしてください。オンにしなくても、接続はルーターの助けなしで行われます。
doctor-mend-router-silent-admin = このネットワークで、ルーターがPCPとNAT-PMP（UDPポート5351）、またはUPnP（UDPポート1900のSSDPと、TCPでの記述と制御）に応答するようにしてください。
doctor-no-mapping-refused = ルーターが、ポートを開くことを拒否しました。
doctor-mend-router-refuses-user = このパソコンがポートを開いてよいかどうか、ルーターの設定を見てください。
doctor-mend-router-refuses-admin = ルーターのUPnPとPCPの規則で、このパソコンにUDPポートの割り当てを許可してください。ルーターのポートがすべて使われていないかも確認してください。
doctor-no-mapping-not-leased = ルーターがポートを永久に開いたままにするので、使いませんでした。
doctor-mend-not-leased-user = ルーターを更新するか、ルーターで手動でポートを開いて --udp-ports で指定してください。
doctor-mend-not-leased-admin = ルーターは、割り当てを自動的に終わらせる必要があります（20分の期限付き）。このルーターは、永久の割り当てか、1日を超える割り当てしかできません。
doctor-no-mapping-not-public = ルーターの外側のアドレス（{ $address }）は、さらに別の機器で変換されるため、インターネットから届きません。そこにポートを開いても役に立ちません。
doctor-mend-not-public-user = 中継が使えれば、何もする必要はありません。必要なら、プロバイダーにグローバルなIPv4アドレス、またはIPv6を頼んでください。
doctor-mend-not-public-admin = 2つ目のNATがあります。通信事業者のNAT（RFC 6598）か、このルーターとインターネットの間にある別のルーターです。それをブリッジにするか、そこでもポートを割り当ててください。
doctor-screen-works = { $width } × { $height } ピクセルの映像が取れました。
doctor-screen-works-by = { $method }で、{ $width } × { $height } ピクセルの映像が取れました。
doctor-panic-key-missing = このデスクトップでは、Escキーを押しても操作の共有が終わりません。{ $n }分たつと、自動的に終わります。
doctor-encoder-works = 映像を{ $kb } KBにエンコードできました。
doctor-log-works = { $folder } に書き込めます。
doctor-log-fails = 記録を書き込めません：{ $why }。
doctor-through-relay = それができないところでは、中継（{ $transports }）を通ります。
doctor-relay-first = 映像と入力は、{ $transports }で中継を通ります。
doctor-would-fail = セッションは使えません。上の{ $what }を見てください。

## Errors: why something could not be done

weak-unknown-word = { $n }番目の単語は、コードに使える単語ではありません
weak-too-few = 単語は{ $least }個以上必要ですが、{ $n }個しかありません
weak-too-many = 単語は{ $most }個までです
weak-repeated = 単語は、すべて違うものにしてください
weak-example = 例の単語は誰でも知っているので、ほかの単語にしてください
weak-neighbours = 一覧で隣り合う単語は使わないでください
weak-alike = 同じ文字で始まる単語ばかりにしないでください
name-empty = 空です
name-too-long = { $n }バイトより長くなっています
name-unprintable = 目に見えない文字が含まれています
book-unknown = { $name }という連絡先はありません。一覧：alongside contacts
book-taken = 同じ名前か似た名前の連絡先{ $name }が、もうあります。別の名前にするか、先にその連絡先の名前を変えるか、登録を削除してください
book-full = 連絡先がもう{ $n }件あります。先に1件の登録を削除してください：alongside contacts forget NAME
book-nobody-offers = サポートを申し出ることができる人がいません。登録した人がなく、このパソコンの所有者が指定した人もいません。セッション中に /remember と入力するか、ポリシーに `offer.helper` を加えてもらってください
save-occupied = { $path } があり、招待ではないので、そのままにしました。別の名前にしてください
save-exists = { $path } がもうあるので、そのままにしました。別の名前にしてください
save-failed = 招待を { $path } に保存できません：{ $why }
log-silent = ディスクが応答しません
dial-unknown-name = { $name } という名前が見つかりません。名前とネットワークへの接続を確認してください
dial-unreachable = { $name } が応答しません：{ $why }
dial-no-certificates = このパソコンには、信頼できる証明書の一覧がありません。ca-certificates をインストールしてください
dial-certificate = { $name } には、安全な接続のための有効な証明書がありません：{ $why }
dial-proxy-unreachable = プロキシに接続できません：{ $why }。--proxy で別のものを指定するか、--proxy none を付けてください
dial-proxy-needs-password = プロキシ { $proxy } が名前とパスワードを求めています。--proxy http://NAME@{ $proxy }:PORT と --proxy-password-file FILE で指定してください
dial-proxy-password = プロキシ { $proxy } は、--proxy の名前とパスワードを受け付けません
dial-proxy-forbids = プロキシ { $proxy } は、{ $server } への接続を許可していません。プロキシの管理者に許可を求めてください
dial-proxy-kind = このシステムのプロキシは { $kind } という種類です。--proxy でHTTPプロキシを指定するか、--proxy none を付けてください
dial-proxy-lost = プロキシ { $proxy } が接続を閉じました：{ $why }
dial-no-proxy = { $proxy } はHTTPプロキシではありません。--proxy で別のものを指定するか、--proxy none を付けてください
dial-proxy-status = プロキシ { $proxy } は { $server } に接続できません。ステータス { $status } で応答しました
rendezvous-silent = サーバー { $server } が{ $n }秒以内に応答しませんでした
rendezvous-mute = サーバー { $server } から答えがありません。古いか、混み合っているのかもしれません
rendezvous-unreachable = サーバー { $server } に接続できません：{ $why }
listen-failed = { $address } で接続を待てません：{ $why }。
listen-in-use = 別のプログラムがこのポートを使っています。--listen ADDR:PORT で別のポートを選んでください
listen-not-here = このパソコンにそのアドレスはありません。--listen でこのパソコンのアドレスを選んでください
listen-forbidden = 1024より小さいポートはシステム用です。--listen で別のポートを選んでください
listen-otherwise = --listen ADDR:PORT で別のアドレスを選んでください
two-servers = --server と --listen は一緒に使えません。別のサーバーか、このパソコンか、どちらかにしてください

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = 設定 { $path } を読み込めません：{ $why }
settings-unwritable = 設定 { $path } に書き込めません：{ $why }
settings-no-folder = このアカウントには設定用のフォルダーがありません
settings-wrong = 設定 { $path } の{ $line }行目に間違いがあります：{ $what }
policy-unreadable = ポリシー { $path } を読み込めません：{ $why }。このパソコンの所有者に直してもらってください
policy-owner = ポリシーを信頼できません：{ $path } は、このパソコンの所有者（{ $owner }）のものではありません
policy-writable = ポリシーを信頼できません：{ $path } を、ほかの人が変更できます（{ $how }）
policy-wrong = ポリシー { $path } の{ $line }行目に間違いがあります：{ $what }
protect-unix = chmod go-w が必要です
protect-windows = プロパティの「セキュリティ」で、管理者と SYSTEM だけに書き込みを許可してください
private-no-folder = このアカウントには設定用のフォルダーがないので、誰も登録できません
private-exposed = { $path } は、ほかの人が読んだり変更したりできる状態です。誰もしていなければ、{ $how }。そうでなければ、削除してください
private-how-unix = ファイルに chmod 600、フォルダーに chmod go-w を実行してください
private-how-windows = ファイルとフォルダーのプロパティの「セキュリティ」で、自分と管理者と SYSTEM だけを残し（「詳細設定」>「継承の無効化」）、所有者を自分にしてください
private-owner = { $path } は別のアカウントのものです。別の場所に移してください
file-unreadable = { $path } を読み込めません：{ $why }
file-unwritable = { $path } に書き込めません：{ $why }
file-held = 別のプログラムが使用中です。もう一つの Alongside を閉じて、もう一度試してください
private-wrong = { $path } の{ $line }行目に間違いがあります：{ $what }。直すか、別の場所に移して新しく始めてください
private-form = { $path } の形式が違います。正しい形式：{ $expected }。直すか、別の場所に移して新しく始めてください
expected-identity = 「{ $head }」と base64 の鍵
log-folder-no-home = このアカウントにはホームフォルダーがありません
log-leads-out = { $path } がホームフォルダーの外を指しています
log-not-there = { $path } に書き込みましたが、見つかりません
password-file-unusable = パスワードのファイル { $path } を使えません：{ $why }
secret-exposed = ほかの人が読めます。{ $how }
secret-empty = 空です
hide-unix = chmod 600 で自分だけのものにしてください
hide-windows = プロパティの「セキュリティ」で、自分と管理者と SYSTEM だけを残してください（「詳細設定」>「継承の無効化」）
proxy-password-no-name = --proxy-password-file には、プロキシが求める名前が必要です。正しい形式：--proxy http://NAME@HOST:PORT（パスワードなし）
wrong-value = `{ $key }`：{ $why }
wrong-unknown-key = `{ $key }` という項目はありません。使える項目：{ $known }
wrong-missing = `{ $table }` に `{ $key }` がありません
wrong-twice = 同じ `{ $key }` が2回あります
wrong-too-many = `{ $table }` は{ $most }個までです
wrong-pair = `{ $one }` と `{ $other }` は、両方を書くか、どちらも書かないでください
wrong-unclear = `{ $key }` は手で変更してください
value-expected = 正しい形式：{ $expected }
value-got = 正しい形式：{ $expected }、書かれているもの：{ $got }
kind-text = 文字列
kind-number = 数
kind-flag = true か false
kind-table = テーブル
kind-list = リスト
kind-out-of-range = 範囲の外の数
kind-fraction = 小数
kind-date = 日付
expected-setting = 文字列、数、true、false のどれか
expected-tables = テーブルのリスト
expected-texts = 文字列のリスト
expected-name = 名前
expected-public-key = 公開鍵（base64 で32バイト）
expected-moment = { $example } のような日時
expected-time = { $least } から { $most } までの時間（例：{ $example }）
expected-path = 絶対パス
expected-range = { $least } から { $most } までの数
expected-one-of = { $known } のどれか
expected-bytes = { $most }バイトまで
expected-name-part = サポートする人の名前の位置に { $part }
expected-braces = { $part } のほかに波かっこがないこと
expected-no-control = 改行のほかに制御文字がないこと
expected-program = 絶対パスで書いたプログラムと、その引数
expected-argument = 引数のどれかに { $part }
expected-device = デバイスの名前（{ $most }文字まで）
expected-server = { $example } の形のサーバーのアドレス
expected-proxy = system、none、または { $plain } か { $named } の形の HTTP プロキシ
expected-ports = ポート、または { $example } のような範囲（ポートは 1 から 65535 まで）
expected-email = { $example } のようなメールアドレス
expected-mail-host = { $example } のような名前
expected-mail-tls = "required" か "starttls"（メールサーバーがこのパソコンにないため）
expected-ending = { $ending } で終わるファイル名
expected-file = ファイル（標準入力は、答えるために使います）
expected-address = アドレスとポート（例：{ $example }）
usage-unknown = { $argument } は、ここにはありません
usage-command = { $command } というコマンドはありません
usage-suggestion = （{ $suggestion } はあります）
usage-no-value = { $argument } には値が必要です
usage-no-equals = { $argument } には、値の前に = が必要です
usage-values = { $argument } の値が多すぎるか、足りません
usage-twice = { $argument } が2回あるか、一緒に使えないものと一緒にあります
usage-conflict = { $one } と { $other } は一緒に使えません
usage-missing = 足りないもの：{ $arguments }
usage-no-command = コマンドがありません。使えるもの：{ $commands }
usage-more = 詳しくは：{ $option }

## Why the desktop cannot be shared or controlled

no-such-display = 画面 { $wanted } はありません。{ $known } のどれか、0から数えた番号、または all を選んでください
desktop-lost = デスクトップがなくなりました（{ $why }）。戻ったら、alongside をもう一度起動してください
desktop-resource = システムの資源が足りません（{ $why }）。いくつかのプログラムを閉じて、もう一度始めてください
desktop-other-system = このシステムでは、その取り込み方は使えません。--screen を外してください
desktop-unsupported = このシステムでは、まだ画面を共有できません。X11 の Linux を使ってください
x-no-display = Xのディスプレイがありません。DISPLAY を設定するか、デスクトップのセッションの中で alongside を起動してください
x-refused = Xのディスプレイを開けません（{ $why }）。DISPLAY と XAUTHORITY を確認してください
x-guest = このXのディスプレイは Wayland のセッションのもので、その画面を見せられません。--screen を外し、WAYLAND_DISPLAY が設定されたセッションの中で alongside を起動してください
x-missing = Xサーバーに拡張 { $extension } がありません。それがあるXサーバーを使ってください。（--screen scrap はなくても動きますが、このパソコンのすべてのアカウントがあなたの画面を読めるようになります）
x-depth = Xのディスプレイは1ピクセル{ $depth }ビットです。深さを24にしてください
x-input = マウスとキーボードを操作できませんでした（{ $why }）。Xサーバーに拡張 XTEST があるか確認してください
portal-no-bus = D-Busのセッションがありません（{ $why }）。デスクトップのセッションの中で alongside を起動してください
portal-none = デスクトップのポータルが応答しません（{ $why }）。xdg-desktop-portal と、このデスクトップ用のバックエンド（xdg-desktop-portal-gnome、xdg-desktop-portal-kde、xdg-desktop-portal-wlr など）をインストールしてください
portal-no-screen = デスクトップのポータルが画面を見せられません。このデスクトップ用のバックエンド（xdg-desktop-portal-gnome、xdg-desktop-portal-kde、xdg-desktop-portal-wlr など）をインストールしてください
portal-refused = 画面は共有されませんでした。デスクトップの質問への答えが「いいえ」でした
portal-unanswered = 画面は共有されませんでした。デスクトップの質問に答えがありませんでした
portal-failed = デスクトップのポータルでエラーが起きました（{ $why }）。alongside をもう一度起動してください
portal-closed = デスクトップが画面の共有を終了しました
portal-slow = デスクトップのポータルに時間がかかりすぎています。alongside をもう一度起動してください
pipewire-missing = Wayland のデスクトップの画面を送る PipeWire がありません（{ $why }）。libpipewire-0.3-0 と pipewire をインストールしてください
pipewire-failed = PipeWire が画面を見せません（{ $why }）。pipewire と wireplumber が動いているか確認してください
wayland-no-picture = デスクトップから映像が来ません。pipewire と wireplumber が動いているか確認してください
wayland-no-input = このデスクトップは、どのプログラムからも操作できません（ポータルに RemoteDesktop がありません）。画面は共有できます
wayland-no-windows = Wayland のデスクトップは、どのウィンドウが開いているかを知らせません
wayland-not-allowed = このデスクトップでは、ほかの人はマウスとキーボードを使えません。画面をもう一度共有し、デスクトップの質問で離れた場所からの操作を許可してください
presses-not-known = このシステムでは、キーを押したのが人なのかプログラムなのかを見分けられません
presses-other-compositor = この Wayland のデスクトップには、ここでは気付けない方法でキーを押す手段があります。人とプログラムを見分けられるのは GNOME だけです
presses-open-to-all = このデスクトップでは、どのプログラムも気付かれずにキーを押せます（{ $why }）
presses-no-compositor = コンポジターが応答しません（{ $why }）
presses-no-bus = セッションの D-Bus の呼び出しを見張ることができません（{ $why }）
windows-no-desktop = Windows がこのプログラムにデスクトップを見せません。サインインしているアカウントのデスクトップから起動してください
mac-no-screen = macOS が alongside に画面を見せません。システム設定 > プライバシーとセキュリティ > 画面収録 で、alongside か、それを動かしているターミナルに許可してから、alongside をもう一度起動してください
mac-no-input = macOS が alongside にマウスとキーボードを使わせません。システム設定 > プライバシーとセキュリティ > アクセシビリティ で、alongside か、それを動かしているターミナルに許可してから、alongside をもう一度起動してください
mac-no-esc = macOS が alongside に、Escキーが押されたことを知らせません。Escキーで操作を止められる必要があります。システム設定 > プライバシーとセキュリティ > 入力監視 で、alongside か、それを動かしているターミナルに許可してから、alongside をもう一度起動してください
mac-secure-input = パスワードの入力欄か、キーボード入力のセキュリティを保護しているプログラムがキーボードを独占しているので、alongside はEscキーに気付けません。それを終えてから、操作をもう一度共有してください
mac-no-display = macOS に電源の入った画面がありません。画面のスリープを解除するか、画面を接続してから、alongside をもう一度起動してください
mac-one-display = Macで一度に共有できる画面は1つです。{ $known } のどれか、または0から数えた番号を選んでください
mac-other-capture = この取り込み方は macOS 用ではありません。--screen を外してください
mac-stopped = macOS のメニューバーで共有が終了しました。共有するには、alongside をもう一度起動してください
mac-capture = macOS から画面の映像が来ません（{ $why }）。alongside をもう一度起動してください
mac-silent = macOS が応答しません（{ $why }）。alongside をもう一度起動してください
mac-event = macOS が入力を拒みました。システム設定 > プライバシーとセキュリティ > アクセシビリティ を確認してください
input-character = このデスクトップには、その文字を入力できるキーがありません
input-out-of-reach = 管理者として動いているウィンドウが手前にあります。そのウィンドウは、このプログラムからの入力を受け付けません
input-not-taken = 今、デスクトップは入力を受け付けません
input-ended = マウスとキーボードの操作が止まりました。alongside をもう一度起動してください
clipboard-unsupported = このデスクトップでは、まだクリップボードを共有できません
encoder-failed = 画面の映像をエンコードできません（{ $why }）。alongside をもう一度起動してください
appearance-foreign = { $path } は alongside の記録ではありません（{ $why }）。何も変更しません。デスクトップの見た目が正しければ、このファイルを削除してください
appearance-unusable = { $path } を使えません：{ $why }
appearance-no-place = このアカウントには、デスクトップの元の見た目を保存するフォルダーがありません
appearance-busy = 別の alongside がこのデスクトップを変更しています。終了するときに元に戻します
appearance-left = デスクトップの設定{ $n }個を、今は元に戻せません

## What each command does: in the help of the command line and in the manual pages

help-program = サポートする人はブラウザーだけでよい、遠隔サポート
help-share = この画面を見てもらい、承認すれば操作もしてもらうために、サポートする人を招待する
help-listen = サポートの申し出を待つ（連絡先か、このパソコンの所有者が指定した人から）
help-contacts = 登録した連絡先を一覧表示し、名前を変え、削除する
help-contacts-forget = 連絡先の登録を削除する。その人はコードなしでは接続できなくなる
help-contacts-rename = 連絡先の名前を変える
help-contacts-key = サポートする人がこのパソコンを見分けるための公開鍵を表示する
help-doctor = セッションに必要なもの（サーバー、ネットワーク、画面、入力）を試し、結果と直し方を表示する
help-policy = このパソコンで何が有効か、誰が決めたか（所有者のポリシー、あなたの設定）を表示する
help-completions = シェルがこのコマンドラインを補完するためのスクリプトを出力する
help-log = 過去のセッションの記録を一覧表示し、表示し、検証する
help-log-list = このアカウントのセッションの記録を一覧表示する
help-log-show = セッションの記録を表示する
help-log-verify = セッションの記録が書かれたままであること、2つの写しが一致することを検証する
help-restore-desktop = 正しく終わらなかったセッションのあと、デスクトップの見た目を元に戻す
help-listen-more = ポリシーで許可されている必要があります。誰かに何かが見える前に毎回確認し、Ctrl+Cを押すまで続きます。
help-doctor-more = 何も共有されず、誰も接続できません。終了コード：0 セッションは可能、1 不可能。
help-policy-more = `alongside share` のオプションを付けると、その結果どうなるかを表示します。
help-restore-desktop-more = `alongside share` も、開始するときに自動で同じことをします。
