# The User’s program, in Simplified Chinese.
# Names of commands, options, files and keys of settings stay as they are, and so does what is typed after a slash.

## Sentences of all faces: the terminal and the window

slot-changes = 服务器更改邀请码数字的次数过多，因此会话已结束。请重新共享；如果再次发生，请换一台服务器。
proxy-password-shown = 程序运行期间，这台电脑上的每个账户都能读到 --proxy 中的密码。请把密码放进您自己的文件，并用 --proxy-password-file 指定该文件。
paused = 已暂停。协助者看到的是一张提示卡片，而不是您的屏幕。
too-soon = 刚刚出现了一个问题；请先阅读，然后重新回答。
not-while-controlled = 现在或刚才正在共享控制，所以这可能是协助者输入的，因此没有任何更改。请先收回控制，然后重新输入。
typed-too-early = 这一行是在共享控制期间开始输入的，因此不予采用。请重新输入。
withdrawn = 这个问题已不再需要回答。
choose-on-a-terminal = --choose-words 会在终端中询问；请把单词写入文件，并用 --words-file 指定该文件
nothing-chosen = 没有选择任何单词；去掉 --choose-words，就会自动抽取单词
view-only-here = 在这台电脑上无法共享鼠标和键盘，因此协助者只能查看。
no-port-in-public = 这个网络视为公用网络，因此没有向路由器请求端口。
mailed-is-void = 服务器为这个邀请换了一个新的数字，因此已发出的电子邮件不再有用。请把新的邀请码告诉协助者，或者重新共享。
help = 可以输入：/pause（暂停）、/resume（继续）、/stop（停止共享控制）、/revoke 权限（收回权限）、/next（下一步）、/send 文件或文件夹（发送）、/pause、/resume 或 /cancel 编号（暂停、继续或取消某个文件）、/bandwidth（带宽）、/remember（记住协助者）、/quit（断开连接），或者给协助者的消息。
typed-allow-control = 允许控制
typed-allow-control-and-prompts = 允许控制和提示
typed-allow-remembering = 允许记住
prompts-are-yours = 密码对话框、系统提示以及以管理员身份运行的窗口不接受协助者的任何操作：由您自己来处理。
no-answer = 这不是对问题的回答。没有任何更改，也没有发送给协助者。
not-connected = 还没有人连接，因此写了也没有人能收到。
chat-cut = 这条消息的其余部分太长，无法在这里显示。
chat-under-control = 共享控制期间在这里输入
log-differs = 协助者的电脑没有确认这次会话的记录。您自己的记录会继续。
log-no-home = 这个账户没有主文件夹，因此没有会话记录
log-unreadable = （不是 Alongside 的会话记录，或者已被更改）
end-reason-user-left = 您断开了连接。
end-reason-helper-left = 协助者断开了连接。
end-reason-declined = 您没有允许协助者连接。
end-reason-no-answer = 没有及时回答问题，这视为不允许。
end-reason-connection-lost = 与协助者的连接已断开。
end-reason-no-path = 没有找到通往协助者电脑的直连路径。中间有网络阻止了连接：`alongside doctor` 会说明可以如何解决。
end-reason-expired = 邀请已过期。请重新共享，以创建新的邀请。
end-reason-burnt = 邀请码输错次数过多，因此邀请已被撤回。请重新共享，以创建新的邀请。
end-reason-fault = 另一端做了不允许的事，因此会话已结束。
end-reason-version = 两端的版本互不兼容。请更新较旧的一端。
end-reason-no-screen = 屏幕无法继续共享。
end-reason-no-decoder = 协助者的浏览器无法显示 H.264 视频。请对方换一个浏览器。
server-refused-rate-limited = 服务器收到的来自您网络的邀请过多。稍后会再次尝试。
server-refused-full = 服务器目前已满。稍后会再次尝试。
server-refused-otherwise = 服务器拒绝了这个邀请。
path-direct = 您与协助者直接连接。
path-relay = 您与协助者通过中继连接，中继无法读取任何内容。
path-server = 您与协助者通过服务器连接，服务器无法读取任何内容。
system-prompt-open = 有一个系统提示已打开。协助者既看不到它，也无法处理它；之后画面会恢复。
system-prompt-over = 协助者又能看到您的屏幕了。
out-of-reach-in-front = 最前面的窗口以管理员身份运行，不接受协助者的输入。对方看得到它，由您来操作。在此期间，按 Esc 键不会结束控制：请使用 Alongside 工具栏中的“停止共享控制”，或者先把另一个窗口移到最前面。
out-of-reach-over = 协助者又可以点击和输入了。
question-connect = { $asker }想连接到您的电脑，并查看您的屏幕。
question-connect-ask = 您允许对方连接吗？
question-control = { $helper }想与您共享这台电脑的控制，也就是与您一起使用您的鼠标和键盘。
question-allow = 您允许吗？
phase-your-helper = 您的协助者
phase-waiting = 正在等待协助者连接。没有人能看到您的屏幕。
phase-screen = { $helper }可以看到您的屏幕，但不能控制。
phase-control = { $helper }可以看到您的屏幕，并使用您的鼠标和键盘。
phase-ended = 会话已结束。没有人能看到您的屏幕。
wrong-code-last = 有人输入了错误的邀请码，最后一次机会已用完。
wrong-code = 有人输入了错误的邀请码。还剩 { $n } 次机会。
picture-taken = { $helper }截取了您的屏幕画面，并保留了截图。
clipboard-sent = 您复制的内容已传给{ $helper }。
clipboard-received = { $helper }把内容放入了您的剪贴板。
tried-before-once = { $helper }之前试过一次这个邀请码，但没有知道它的人回应。要么是连接断了，要么是服务器在猜邀请码，但猜错了。如果您想不出原因，请停下来，换一台服务器。
tried-before-twice = { $helper }之前试过两次这个邀请码，但没有知道它的人回应。要么是连接断了，要么是服务器在猜邀请码，但猜错了。如果您想不出原因，请停下来，换一台服务器。
tried-before = { $helper }之前试过 { $n } 次这个邀请码，但没有知道它的人回应。要么是连接断了，要么是服务器在猜邀请码，但猜错了。如果您想不出原因，请停下来，换一台服务器。
reconnecting = 与{ $helper }的连接中断。中断期间不共享任何内容。在 { $lasts } 内会继续尝试重新连接。
reconnected = 与{ $helper }的连接已恢复。
choose = 请为您的邀请码选择至少 { $n } 个单词，然后按 Enter 键。请选择彼此无关、别人想不到您会用的单词。可选的单词例如：
choose-again = 不能使用这些单词：{ $why }。请重新选择。
choose-alike = 开头相似的单词：{ $words }
words-file-unusable = { $path } 中的单词不能使用：{ $why }
lasts-hours = { $n } 小时
lasts-minutes = { $n } 分钟
invitation-tell = 请把这个邀请码告诉协助者：
invitation-open = 对方在任意浏览器中打开  { $page }  并输入邀请码，
invitation-open-link = 或者打开  { $link }
invitation-link-whole = 这个链接包含完整的邀请码：任何看到它的人都可以请求连接。除了协助者，不要给任何人。
invitation-link-number = 链接里只有数字；对方还需要您告知单词。
invitation-works = 邀请码只能使用一次，有效时间 { $lasts }。请让这个窗口保持打开。
saved = 邀请已保存为 { $path }。请把这个文件交给协助者；邀请码的单词不在文件里，请用其他方式告诉对方，例如打电话。
mailed-by-program = 您的邮件程序显示了一封写给 { $to } 的邮件。请在那里发送；邀请码的单词不在邮件里，请用其他方式告诉对方，例如打电话。
mailed = 邀请已发送到 { $to }；邀请码的单词不在邮件里，请用其他方式告诉对方，例如打电话。

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user }请您帮忙处理电脑问题
email-what = { $user }请您查看其电脑屏幕并提供帮助。您只需要一个浏览器。
email-open = 打开 { $link }
email-open-server = 或者打开 { $server }，用“打开邀请文件”选择附件中的文件。
email-words = 向{ $user }询问邀请码的单词，例如打电话。为了安全，单词没有写在这封邮件里。
email-connect = 输入单词和您的名字，然后按“连接”。在您看到任何内容之前，会先询问{ $user }。
email-until = 这个邀请只供一位协助者使用，有效期至 { $until }，并且只有当{ $user }的电脑上打开着 Alongside 时才有效。
email-unknown = 如果您不认识{ $user }，或者没有料到会收到这封邮件，请什么都不要做。
email-time = %Y 年 %-m 月 %-d 日 %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = 允许
typed-no = 拒绝
typed-never = 始终拒绝
answers-yes-no = 请输入 "{ $yes }" 或 "{ $no }"，然后按 Enter 键：
answers-remember = 请输入 "{ $allow }" 或 "{ $no }"，然后按 Enter 键；"{ $never }" 表示不允许，并且不再询问：
answers-control = 请输入 "{ $allow }" 或 "{ $no }"，然后按 Enter 键；"{ $never }" 表示不允许，并且不再询问。
answers-control-and-prompts = 请输入 "{ $allow }" 或 "{ $no }"，然后按 Enter 键。"{ $prompts }" 还会让对方看到并处理密码对话框和系统提示；"{ $never }" 表示不允许，并且不再询问：
answers-lasting = 请输入 "{ $allow }"（仅此一次）、"{ $minutes }"、"{ $session }"（直到会话结束）或 "{ $no }"，然后按 Enter 键；"{ $never }" 表示不允许，并且不再询问：
answers-files-in = 请输入 "{ $allow }" 或 "{ $no }"，然后按 Enter 键；"{ $never }" 表示不允许，并且不再询问：
answers-files-out = 请输入 "{ $allow }"（一个文件）、"{ $minutes }"、"{ $session }"（直到会话结束）或 "{ $no }"，然后按 Enter 键；"{ $never }" 表示不允许，并且不再询问。要发送文件或文件夹，请输入 /send 和它的路径：

## More that happens.

listening = 正在 { $address } 等待协助者，直到您关闭这里。
left-out = 这里略去了 { $n } 行，因为没有及时读取。以下是目前的情况。
prompts-unseen = 在这个桌面上无法察觉密码对话框和系统提示，因此协助者会看到它们。只有连同这些提示一起，才能共享控制：询问您时，请回答“{ $allow }”。
chat-too-long = 消息超过 { $n } 字节
chat-left-out = 在此之前，有 { $n } 条消息在问题等待回答时到达，已无法再显示。
party-you = 您
party-helper = 协助者
log-begun = 这次会话会记录在 { $path } 中。
log-not-kept = 无法保存这次会话的记录：{ $why }。会话会在没有记录的情况下继续；要保留记录，请腾出空间，或允许写入您的“文档”文件夹。
log-required = 无法保存这次会话的记录：{ $why }。这台电脑的所有者要求记录每次会话，因此会话将结束。

## Errors of the command line and of what is typed.

failure-no-server = { $why }。请检查地址和您的网络，或去掉 --server，由您的电脑自己充当服务器
input-too-long = 一行最多只能有 { $n } 字节
input-not-utf8 = 需要 UTF-8 文本

## The window

window-failed = 程序出现故障；不再共享任何内容
window-focus-given = 选中这个按钮的是程序，不是您。请按 Tab 键，自己移到这个按钮上，然后再按一次。
window-hung = 这个窗口有几秒钟没有响应，因此已从协助者那里收回控制。
window-alert = 请阅读以下内容
window-alert-read = 我已阅读
window-meaning-connect = 对方会看到您屏幕上的所有内容，直到您停止共享。对方不能点击或输入。如果您没有请这个人帮忙，请不要允许。
window-meaning-control-without-prompts = 对方将能像您一样点击和输入。请看着对方的操作。按 Esc 键会立即收回控制。密码对话框、系统提示以及以管理员身份运行的窗口不接受对方的任何操作：由您自己来处理。
window-meaning-control-time = 对方将能像您一样点击和输入。请看着对方的操作。
window-meaning-control-esc = 对方将能像您一样点击和输入。请看着对方的操作。按 Esc 键会立即收回控制。
window-meaning-remember = 仅仅这样不会共享任何内容。每次有人要看到您的屏幕之前，都会再次询问您。
window-level-none = 画质最佳
window-level-no-full-window-drag = 有大块内容移动时，减少画面更新
window-level-no-background = 减少画面更新，并且不显示壁纸
window-level-full = 尽可能简单
window-no-display = 无法在这里打开窗口：{ $why }。在终端中，可以用 `alongside share` 以文字方式完成同样的事
window-not-started = 程序无法启动：{ $why }
window-works-no-more = 邀请码已过期。
window-works-for = 邀请码只能使用一次，还有 { $n } 分钟有效。
window-message = 您能帮我处理电脑的问题吗？请在浏览器中打开 { $link }，并给我打电话：我会告诉您邀请码的单词。我同意之后，您才能看到我的屏幕。
window-seconds-none = 时间到了。
window-seconds-left = 还剩 { $n } 秒。
window-bar-lost = 与{ $helper }的连接中断。没有共享任何内容。
window-bar-paused = 已暂停。{ $helper }看不到您的屏幕。
window-bar-control-esc = { $helper }正与您共享控制。按 Esc 键停止。
window-bar-control-time = { $helper }正与您共享控制，最多 { $n } 分钟。
window-bar-seen = { $helper }可以看到您的屏幕。
window-rate = { $kbit } kbit/s
window-cap-error = 请输入 { $least } 到 { $most } 之间的数字。
window-end-folder-error = 无法显示记录所在的文件夹：{ $why }。
window-log-at = 发生过的事已记录在 { $path } 中。

## The window: the first view

window-start-title = 请人帮助您使用这台电脑
window-start-what = 您信任的人可以用任何网页浏览器查看您的屏幕并帮助您。由谁来帮助，由您选择。
window-start-safe = 在您同意之前，没有人能看到任何内容；您也可以随时停止。
window-start-get-help = 请求帮助
window-start-cannot-allow = 这个桌面无法分辨按下按钮的是您还是程序，因此在这个窗口中无法允许任何事。在终端中，可以用 alongside share 以文字方式完成同样的事。
window-start-known = 或者请求您认识的人帮忙，无需邀请码：
window-start-again = 再次请求帮助
window-start-beginning = 回到开头
window-start-opening = 请稍候…
window-start-quit = 关闭 Alongside

## The window: the view with the invitation

window-invitation-title = 请把这个邀请码告诉协助者
window-invitation-code = 邀请码
window-invitation-how = 最好打电话告知。只告诉您认识并且请过帮忙的人。
window-invitation-spell = 逐个字母显示
window-invitation-spell-less = 隐藏字母
window-invitation-open = 协助者在任意浏览器中打开这个页面，并在那里输入邀请码：
window-invitation-link = 供协助者使用的页面
window-invitation-copy-link = 复制链接
window-invitation-copy-message = 复制给协助者的消息
window-invitation-link-copied = 链接已复制。请粘贴到您给协助者写消息的地方。
window-invitation-message-copied = 消息已复制。请粘贴到您给协助者写消息的地方。邀请码的单词不在消息里：请打电话告诉对方。
window-invitation-qr = 供协助者使用的页面的二维码
window-invitation-unseen = 没有人能看到您的屏幕。
window-invitation-new-code = 新的邀请码
window-invitation-cancel = 现在不请求帮助

## The window: the view of a question

window-question-allow = 允许
window-question-refuse = 不允许
window-question-never = 不允许，并且不再询问
window-question-with-prompts = 还允许对方看到并处理密码对话框和系统提示
window-question-silence = 如果您什么都不做，就视为不允许。

## The window: the view of a session

window-sharing-title = 会话
window-sharing-stop-control = 停止共享控制
window-sharing-pause = 暂停
window-sharing-resume = 继续
window-sharing-chat = 聊天
window-sharing-chat-unread = 聊天（{ $count }）
window-sharing-unread = { $n } 条未读消息
window-sharing-hide = 隐藏这个窗口
window-sharing-disconnect = 断开连接
window-sharing-remember = 记住这位协助者
window-sharing-remember-why = 这样，您以后无需邀请码就能向对方请求帮助。每次仍然会先询问您。
window-sharing-conversation = 聊天和发生的事
window-sharing-message = 给协助者的消息
window-sharing-send = 发送
window-sharing-wrote = { $helper }写道：{ $text }
window-sharing-cut = 这之前的内容在会话记录中。
window-sharing-bandwidth = 连接很慢？
window-sharing-rate = 现在发送多少？
window-sharing-cap = 发送上限（kbit/s）

## The window: the question before a session is ended

window-leave-title = 您要结束会话吗？
window-leave-what = 协助者将不能再看到您的屏幕。要再次获得帮助，您需要新的邀请码。
window-leave-end = 结束会话
window-leave-stay = 继续

## The window: the view after a session

window-end-title = 会话已结束
window-end-show-log = 显示记录

## The window: people and settings

setup-people = 联系人
setup-settings = 设置
setup-back = 返回
setup-busy = 请稍候…
setup-done = 已保存。
setup-save = 保存
setup-cancel = 取消
setup-not-here = 这一项不能在这里更改
setup-no-number = 需要输入数字
setup-device-counts = 通过设备“{ $device }”按下的，都算作您按下的。每个程序都能通过它来按。
setup-bad-name = 不能用作名字：{ $why }。
setup-offers-failed = 现在无法等待别人主动提供帮助：{ $why }。会再次尝试。
setup-last-helped = 上次帮助：{ $date }。
setup-forget = 您要忘记{ $name }吗？
setup-people-unknown = 无法读取您的联系人：{ $why }。
setup-kept-in = 您的选择保存在 { $file } 中。
setup-logged-in = 记录保存在 { $folder } 中。
setup-nothing-shared = 现在无法共享任何内容：{ $why }。
setup-seconds = { $n } 秒
setup-minutes = { $n } 分钟
setup-hours = { $n } 小时
setup-percent = { $n }%
setup-language-system = 与桌面一致
setup-colours-system = 与系统一致
setup-colours-light = 浅色背景，深色文字
setup-colours-dark = 深色背景，浅色文字

## The window: offers of help

setup-offers-allow = 让我认识的协助者主动提供帮助
setup-offers-what = 这个窗口打开期间，这些协助者会看到可以帮助您，并且可以请求连接。每次有人要看到您的屏幕之前，都会询问您。

## The window: the view of the people

setup-people-title = 无需邀请码就能帮助您的人
setup-people-nobody = 您还没有记住任何人。协助者连接期间，您可以选择记住对方。
setup-people-ask = 请求帮助
setup-people-key = 显示密钥
setup-people-hide-key = 隐藏密钥
setup-people-key-is = 对方密钥的简短形式。对方可以把自己的密钥读给您听，以便核对：
setup-people-rename = 重命名
setup-people-new-name = 新名字
setup-people-forget = 忘记
setup-people-forgetting = 没有邀请码，对方就不能再连接。要重新记住对方，需要在对方连接期间双方都同意。
setup-people-keep = 保留
setup-people-by-owner = 这台电脑的所有者已决定，这个人可以主动提供帮助。每次都会询问您。
setup-people-by-owner-unused = 这台电脑的所有者指定了这个人，但不允许主动提供帮助。

## The window: the view of the settings

setup-settings-title = 设置
setup-settings-what = 您在这里的更改从下一次会话起生效。
setup-settings-name = 您的名字，协助者会看到
setup-settings-server = 为您和协助者牵线的服务器的地址；留空则由这台电脑自己充当
setup-settings-view-only = 协助者只能查看，绝不能控制
setup-settings-log = 保留每次会话的记录
setup-settings-bandwidth = 连接很慢时
setup-settings-reconnect = 与协助者的连接断开时，等待对方的时间
setup-settings-expires = 邀请码的有效时间
setup-settings-map-port = 向路由器请求端口，以便直接连接。这样，互联网上的任何人都可以向这个程序发送数据包
setup-settings-text-size = 这个窗口的文字大小
setup-settings-colours = 这个窗口的颜色
setup-settings-language = 这个程序的语言
setup-settings-device = 屏幕键盘或辅助开关
setup-settings-no-device = 只有用您自己的鼠标和键盘，才能允许某件事。
setup-settings-choose-device = 选择设备

## The window: the view of the device for assistance

setup-device-title = 替您按按钮的设备
setup-device-what = 屏幕键盘或辅助开关通过桌面的一个设备来按按钮。如果您在这里指定这个设备，它按下的就算作您按下的，例如“允许”。
setup-device-opens = 这等于打开了一扇门：这台电脑上的每个程序都能通过这个设备来按按钮，从而代替您允许某件事。从协助者开始与您共享控制到会话结束，通过它按下的不算作您按下的。
setup-device-how = 请用这台电脑的鼠标或键盘按下面的按钮，或者让您身边的人来按。
setup-device-known = 这个桌面的设备：
setup-device-name = 设备的名称
setup-device-none = 不用设备

## The window: who decided what holds

setup-decided-default = 这是默认设置。
setup-decided-file = 这是您选择的。
setup-decided-variable = 这个程序运行期间，这一项由环境变量决定。
setup-decided-command-line = 这是启动程序时选择的，到程序结束为止有效。
setup-decided-owner = 这是这台电脑的所有者决定的。您不能更改。

## The window: an invitation as a file or by e-mail

sending-not-open = 邀请已不再有效，因此没有可发送的内容。请再次请求帮助
sending-enough-mail = 这个邀请不会再发送电子邮件。请把它保存为文件，或把邀请码告诉协助者
mail-unwritten = 无法写入邮件：{ $why }
mail-unattached = 无法写入附件：{ $why }
mail-no-program = 这里没有用来打开邮件程序的 { $program }；请在配置中设置 [email]，或把邀请保存为文件（--save-as）
mail-program-failed = 无法使用 { $program }：{ $why }
mail-unopened = 没有打开邮件程序（{ $program }：{ $status }）；请在配置中设置 [email]，或把邀请保存为文件（--save-as）
mail-slow = 邮件服务器 { $host } 没有及时接收邮件
mail-silent = 邮件服务器 { $host } 没有及时响应
mail-login = 邮件服务器 { $host } 拒绝登录；请检查 [email] 中的 user 和 password_file
mail-refused = 邮件服务器 { $host } 拒绝了邮件：{ $reply }
mail-insecure = 无法与邮件服务器 { $host } 建立安全连接：{ $why }；请检查 [email] 中的 tls 和 port
mail-unusable = 无法使用邮件服务器 { $host }：{ $why }；请检查 [email] 中的 host、port 和 tls
sending-file-name = 邀请
sending-title = 或者把邀请交给协助者：
sending-file = 保存为文件
sending-path = 要保存的文件
sending-save = 保存
sending-path-error = 请输入文件名，或者以斜杠（/）开头的完整路径。
sending-mail = 用电子邮件发送
sending-address = 协助者的电子邮件地址
sending-address-error = 请输入一个电子邮件地址，例如 jacky@example.org。
sending-sending = 正在发送电子邮件…
sending-opening = 正在打开您的邮件程序…
sending-without-words = 里面写明协助者可以在哪里连接到您，以及有效到什么时候。邀请码的单词不在里面：请打电话告诉对方。
sending-send = 发送电子邮件
sending-open = 在我的邮件程序中打开
sending-forbidden-program = 这台电脑的所有者已决定，电子邮件只能通过邮件服务器发送，而您的设置中没有指定邮件服务器。
sending-forbidden-server = 这台电脑的所有者已决定，电子邮件只能由桌面的邮件程序发送，而您的设置中指定了邮件服务器。
sending-forbidden-all = 这台电脑的所有者已决定，邀请不用电子邮件发送。

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = 已经没有需要回答的问题。
consent-no-evidence = 在这里，这个窗口无法分辨按下按钮的是您还是程序。请在终端中回答。
consent-no-press = 这一下不是来自您的鼠标或键盘。请自己用鼠标、Enter 键或空格键按下按钮。
consent-program = 按下它的是程序，不是您。如果您要允许，请使用您自己的鼠标或键盘。
consent-program-may = 目前，另一个程序能在这里按下按键和按钮，例如远程桌面。请结束那个程序，然后再按一次。
consent-program-too = 有程序也按下了按键或按钮。请稍等片刻，然后用鼠标再按一次。
consent-too-soon = 按得太快了。请阅读问题，然后再按一次。
consent-held = 按键在问题出现之前就已按下，或者一直按着没有松开。请松开按键，然后再按一次。
consent-typing = 您刚才正在打字。请阅读问题，然后再按一次。
consent-remapped = 您的键盘或鼠标刚刚重新设置过。请稍等片刻，然后用鼠标再按一次。
consent-pointer-waited = 问题出现时，指针已经在按钮上。请把指针移开再移回来，然后再按一次。
consent-pointer-elsewhere = 指针不在按钮上。请把指针移到按钮上，然后再按一次。
consent-pointer-moved = 指针移动了，但不是由您的鼠标移动的。请把指针移开再移回来，然后再按一次。
consent-window-changed = 就在这一刻，这个窗口被移动或遮住了。请看一看这个窗口，然后再按一次。
consent-window-covered = 这个窗口必须完整可见。请移开挡在前面的东西，然后再按一次。
consent-presses-proved = 您可以在窗口中允许：在没有其他程序能按按钮的时候，按下按钮就算作您按下的。窗口上面是否盖着别的东西，则无法得知。
consent-presses-not-proved = 在窗口中无法允许任何事，只能在终端中允许。

## The window: the code said aloud

speech-say = 念出来
speech-stop = 停止念
speech-heard = 房间里的每个人都会听到邀请码。请只在可以让人听到的地方念出来。
speech-failed-not-here = 在这个系统上还不能念出邀请码。
speech-failed-not-installed = 这台电脑上没有会说话的程序。请安装软件包 { $package }，就能念出邀请码。
speech-failed = 这台电脑的语音无法使用。有扬声器吗？
speech-failed-system = 无法启动语音：{ $why }。

## The window: the small picture of what the Helper sees

seen-show = 协助者看到的内容
seen-hide = 隐藏协助者看到的内容
seen-picture = 协助者现在看到的内容
seen-what = 协助者现在看到的内容，不含屏幕顶部的 Alongside 工具栏。
seen-nothing = 协助者现在什么也看不到。
seen-soon = 画面马上就来。

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = 显示窗口
desk-asked = Alongside 有问题问您
desk-seen = 您的屏幕可以被看到
desk-controlled = 协助者正与您共享控制
desk-wrote = 协助者给您写了消息
desk-ended = 会话已结束
desk-asked-connect = { $helper }想连接并查看您的屏幕。
desk-asked-control = { $helper }想与您共享这台电脑的控制。
desk-asked-clipboard-read = { $helper }想获取您复制的内容。
desk-asked-clipboard-write = { $helper }想把内容放入您的剪贴板。
desk-asked-file-in = { $helper }想发送文件给您。
desk-asked-file-out = { $helper }请您发送一个文件。
desk-asked-point = { $helper }想在您的屏幕上指示。
desk-asked-remember = 您要记住{ $helper }吗？
desk-answer = 请在窗口中回答。如果您什么都不做，就视为不允许。
desk-wrote-what = { $helper }给您写了消息。

## Helpers whom the User remembers, and offers

contacts-no-key = 协助者发来的不是有效的密钥，因此没有记住任何人。
contacts-none = 您没有记住任何协助者。请在有协助者连接时输入 /remember。
contacts-no-server = 只有您的服务器知道现在谁可以帮忙；请用 --server URL 指定服务器。
contacts-to-needs-no-code = --to 不需要邀请码，因此没有可保存、可用电子邮件发送或可选择单词的内容。请去掉 --to，或者去掉 --save-as、--email、--choose-words 和 --words-file
contacts-not-remembered-no-answer = 协助者没有回答，因此没有记住任何人。
contacts-not-remembered-unproven = 协助者无法证明发来的密钥属于自己，因此没有记住任何人。
contacts-not-remembered-declined = 协助者不希望被记住，或者对方的浏览器做不到。
contacts-asker = { $alias }（自称{ $helper }）
contacts-proven-code = 对方已证明知道您的邀请码。
contacts-proven-contact = 对方已证明自己是您的联系人{ $helper }。
contacts-proven-policy = 对方已证明自己是{ $helper }，这台电脑的所有者允许其主动提供帮助。
contacts-remember = { $helper }希望与您互相记住。以后，您无需邀请码就能向对方请求帮助，方法是：alongside share --to 名字。每次有人要看到您的屏幕之前，仍然会询问您。您要记住{ $helper }吗？
contacts-waiting-available = 正在等待{ $helper }，对方现在可以帮忙。无需邀请码。
contacts-waiting = 正在等待{ $helper }，对方现在还不能帮忙。无需邀请码；请让这里保持打开。
contacts-waiting-for-offers = 可以主动提供帮助的人：{ $helpers }。现在可以帮忙的人：{ $available }。有人要看到您的屏幕之前，会询问您。
contacts-nobody = 没有人
contacts-left-out = 没有足够的位置同时等待所有协助者；其中 { $n } 位找不到这台电脑。请忘记您不再需要的联系人：alongside contacts forget 名字
contacts-stranger = 有陌生人试图不用邀请码连接，已被拒绝。
contacts-stranger-often = 有陌生人试图不用邀请码连接（{ $n } 次），已被拒绝。
contacts-remembered = 您和{ $helper }已互相记住。下次：alongside share --to { $name }
contacts-remembered-already = 您和{ $helper }已经互相记住。下次：alongside share --to { $name }
contacts-other-key = 警告：这不是您的联系人{ $helper }的密钥。可能有人冒充{ $helper }，也可能是{ $helper }现在用了另一个浏览器。没有记住任何人。如果您确定对方是谁，请先忘记这个联系人：alongside contacts forget { $name }
contacts-not-kept = 没有记住协助者：{ $why }。会话会继续。
contacts-not-noted = 没有记下这位联系人现在正在帮助您：{ $why }。会话会继续。
contacts-names-unknown = 无法读取您的联系人：{ $why }。如果有人使用您某位联系人的名字，您不会收到警告。
contacts-column-name = 名字
contacts-column-key = 密钥
contacts-column-since = 始于
contacts-column-last = 上次
contacts-column-now = 现在
contacts-available-yes = 可帮忙
contacts-available-no = -
contacts-available-unknown = 未知
contacts-not-asked = 不知道现在谁可以帮忙：{ $why }。
contacts-own-fingerprint = 密钥指纹：
contacts-own-key = 公钥：

## Names that others chose

names-quoted = “{ $name }”
names-resembles-code = 警告：对方可能不是您认识的{ $known }。任何拿到您邀请码的人都可以选用这样的名字，而且对方没有出示{ $known }的密钥。
names-resembles = 警告：对方不是您认识的{ $known }。这样的名字是对方自己选用的。

## The rights beside the picture and control

typed-allow-clipboard = 允许剪贴板
typed-for-minutes = 十分钟
typed-for-session = 全程
rights-clipboard-works = 在您同意之后，一方复制的内容，另一方可以粘贴。
rights-no-clipboard-here = 在这个桌面上无法共享剪贴板：一方复制的内容，另一方无法粘贴。
rights-clipboard-emptied = 您的剪贴板现在是空的：协助者发来的内容无法放入，您之前复制的内容也已丢失。
rights-read-meaning = “一次”是指您接下来复制的那一份内容。您可以随时收回权限。
rights-write-meaning = “一次”是指一份内容。不会自动粘贴或打开任何内容。
rights-clipboard-read = { $asker }想获取您从现在起复制的内容：文字和图片。您之前复制的内容不会发送，密码管理器标记为机密的内容也不会发送。您允许吗？
rights-clipboard-write = { $asker }想把内容放入您的剪贴板，供您粘贴。它会取代您上次复制的内容。您允许吗？
rights-what-look = 查看您的屏幕
rights-what-control = 使用您的鼠标和键盘
rights-what-system-prompts = 看到并处理密码对话框和系统提示
rights-what-clipboard-read = 获取您复制的内容
rights-what-clipboard-write = 把内容放入您的剪贴板
rights-what-point = 在您的屏幕上指示和绘制
rights-what-type = 输入文字
rights-what-file-in = 发送这些文件给您
rights-what-file-out = 获取您选择的文件
rights-what-sound = 听到您电脑的声音
rights-what-voice = 与您通话
rights-what-record = 录制会话
rights-what-another-helper = 请来另一位协助者
rights-what-hand-over = 把协助交接给另一位协助者
rights-may = 对方可以{ $what }。
rights-granted-once = { $helper }可以{ $what }，仅此一次。要收回，请在窗口中操作，或输入 /revoke { $right }。
rights-granted-minutes = { $helper }可以{ $what }，时间为 { $n } 分钟。要收回，请在窗口中操作，或输入 /revoke { $right }。
rights-granted-session = { $helper }可以{ $what }，直到会话结束。要收回，请在窗口中操作，或输入 /revoke { $right }。
rights-ended-time = 时间已到：{ $helper }不能再{ $what }。
rights-ended-by-user = { $helper }不能再{ $what }。
rights-ended-by-helper = { $helper }不再需要这项权限，不能再{ $what }。
rights-unknown = 请输入 /revoke 和以下之一：{ $rights }。

## The window: rights

window-rights-this-time = 允许一次
window-rights-ten-minutes = 允许 10 分钟
window-rights-session = 允许，直到会话结束
window-rights-revoke = 收回
window-rights-title = 协助者可以做什么

## What stops control

control-stops-esc = 您可以随时用 Esc 键收回控制。
control-stops-time = 在这个桌面上，Esc 键不能结束控制。要结束控制，请用“{ $button }”，或在终端中输入 /stop，或用桌面的共享标志。{ $n } 分钟后会自动结束。
control-stops-it-esc = 按 Esc 键即可停止。
control-stops-it-time = 要停止，请用窗口中的“{ $button }”，或在终端中输入 /stop：Esc 键不起作用。{ $n } 分钟后会自动结束。
control-ended-time = { $n } 分钟已到，因此协助者不再与您共享控制。对方可以再次请求。
control-ended-by-user = 您已收回控制。
control-ended-by-helper = 协助者已交还控制。

## Files

typed-allow-files = 允许文件
files-incoming-meaning = 文件会以协助者所起的名称保存在这台电脑上。只有在您知道它们是什么时才打开。您可以随时停止。
files-outgoing-meaning = 仅仅这样不会发送任何内容：每个文件都由您选择。您可以随时收回权限。
files-incoming = { $asker }想发送 { $n } 个文件给您（{ $size }）。文件会保存在 { $folder }，不会被打开。您要接收吗？
files-incoming-folder = { $asker }想发送文件夹{ $name }给您，其中有 { $n } 个文件（{ $size }）。文件夹会保存在 { $folder }，不会被打开。您要接收吗？
files-incoming-folder-empty = { $asker }想发送文件夹{ $name }给您，其中有 { $n } 个文件和 { $empty }（{ $size }）。文件夹会保存在 { $folder }，不会被打开。您要接收吗？
files-empty-folders = { $n } 个空文件夹
files-offered = { $name }，{ $size }
files-programs-first = 其中 { $n } 个可以作为程序运行，排在最前面：
files-more = 另有 { $n } 个，共 { $size }
files-incoming-any = { $asker }想发送文件给您。您要接收吗？
files-outgoing = { $asker }请您发送一个文件。对方只会收到您自己选择的文件和文件夹。您允许吗？
files-your-helper = 您的协助者
files-notice-coming = 文件{ $name }正在传来。
files-notice-offered = 正在询问{ $helper }是否接收文件{ $name }。
files-notice-running = { $name }：{ $part }，共 { $size }。
files-notice-paused = { $name }已暂停，直到您继续。
files-notice-arrived = 文件{ $name }已收到，位于 { $path }
files-notice-sent = 文件{ $name }已发送给{ $helper }。
files-notice-not-arrived = 文件{ $name }没有收到：{ $why }。
files-notice-not-sent = 文件{ $name }没有发送：{ $why }。
files-folder-arrived = 文件夹{ $name }已收到，全部 { $n } 个文件都在。
files-folder-not-arrived = 文件夹{ $name }没有收到。
files-folder-partly = 文件夹{ $name }中，{ $count } 个文件里有 { $n } 个没有收到。
files-folder-at = 文件夹位于 { $path }
files-folder-first = 第一个没有收到的文件是{ $file }：{ $why }。
files-folder-why = 原因：{ $why }。
files-not-come = 您同意接收的 { $n } 个文件已有 5 分钟没有传来，可能不会再来了。
files-failure-cancelled = 已取消
files-failure-not-allowed = 不再允许
files-failure-changed = 发送过程中有更改
files-failure-damaged = 在传输途中损坏
files-failure-disk-full = 磁盘已满
files-failure-page-reloaded = 协助者重新加载了页面
files-failure-stalled = 已有 5 分钟没有收到任何数据
files-failure-unanswered = 协助者在 15 分钟内没有表示是否接收
files-failure-too-large = 对方的浏览器存不下这么多
files-failure-scanner = 被杀毒软件拦截
files-failure-failed = 无法读取或写入
files-not-sent = { $path } 没有发送：{ $why }。
files-not-sent-owner = 这台电脑的所有者不允许
files-not-sent-paused = 共享已暂停
files-not-sent-nobody = 没有协助者连接
files-not-sent-now = 现在无法做到
files-no-file = 它不是文件
files-large = 它太大
files-many = 其中的文件太多，或文件夹嵌套太深：请把它打包成 ZIP 压缩包再发送
files-within = 其中的 { $file }：{ $why }
files-disk = 无法读取：{ $why }
files-links-left-out = { $path } 中的 { $n } 个链接或设备不会发送：只发送文件和文件夹。
files-size-bytes = { $n } 字节
files-decimal-mark = .
files-dialog-failed = 对话框出现故障：{ $why }。请输入路径。
files-dialog-elsewhere = 您选择的内容不在这台电脑上。请先把它保存到这里，然后重新选择。
files-too-many = 这里有 { $n } 个文件。一次最多可以发送 { $most } 个：请少选一些，或选择它们所在的文件夹。

## The window: files

window-files-send = 发送文件或文件夹
window-files-while-controlled = 共享控制期间不能发送：协助者可能会替您选择文件。请先收回控制。
window-files-offered = 文件
window-files-path = 要发送的文件或文件夹
window-files-files = 选择文件…
window-files-folder = 选择文件夹…
window-files-files-title = 给协助者的文件
window-files-folder-title = 给协助者的文件夹
window-files-chosen = 您选择的内容
window-files-send-chosen = 发送所选内容
window-files-forget = 不发送
window-files-chosen-while-controlled = 您选择的内容没有发送：正在共享控制，协助者可能会在对话框中按按钮。请收回控制，然后重新选择。
window-files-no-dialog = 这个桌面没有用来选择的对话框。请输入路径。
window-files-strange-name = 不能使用这个名称：其中有不是文字的字符。请换一个名称。
window-files-pause = 暂停
window-files-pause-folder = 暂停文件夹
window-files-continue = 继续
window-files-cancel = 取消
window-files-cancel-folder = 取消文件夹
window-files-send-this = 发送这个

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = 允许绘制
marks-meaning = 按 Esc 键、暂停或收回权限，都会清除对方绘制的所有内容。
marks-question = { $asker }想在您的屏幕上指示、绘制，并建议步骤。对方绘制的内容显示在您的窗口上面，不会点击任何东西。您允许吗？
marks-step-button = { $text }（按钮“{ $name }”）
marks-step-check-box = { $text }（复选框“{ $name }”）
marks-step-radio-button = { $text }（选项“{ $name }”）
marks-step-switch = { $text }（开关“{ $name }”）
marks-step-link = { $text }（链接“{ $name }”）
marks-step-menu = { $text }（菜单“{ $name }”）
marks-step-menu-item = { $text }（菜单项“{ $name }”）
marks-step-field = { $text }（输入框“{ $name }”）
marks-step-list = { $text }（列表“{ $name }”）
marks-step-item = { $text }（列表项“{ $name }”）
marks-step-tab = { $text }（标签页“{ $name }”）
marks-step-slider = { $text }（滑块“{ $name }”）
marks-step-other = { $text }（“{ $name }”）
marks-next = 第 { $n } 步，共 { $count } 步：{ $text }
marks-all-done = 所有步骤都已完成。
marks-suggested = { $helper }建议，第 { $n } 步，共 { $count } 步（完成后输入 /next）
marks-none = { $helper }不再建议任何步骤。
marks-suggests = { $helper }建议：{ $step }（完成后请输入 /next）
marks-listed = { $n }. { $text }
marks-listed-done = 已完成：{ $n }. { $text }

## The window: steps

window-steps-title = 协助者建议的步骤
window-steps-next = 下一步
window-steps-done = 完成

## The bandwidth

bandwidth-untouched = 这个桌面的壁纸和效果不会更改，因为 alongside 不知道如何更改。画面的数据量仍然会减小。
bandwidth-recovered = 您的桌面已恢复原样：上次会话没有正常结束，留下了更改。
bandwidth-nothing-to-restore = 没有需要恢复的内容：没有会话更改过您的桌面而未恢复。
bandwidth-gives-none = 不为慢速线路舍弃任何内容
bandwidth-gives-no-full-window-drag = 有大块内容移动时减少画面更新
bandwidth-gives-no-background = 有大块内容移动时减少画面更新，并且不显示壁纸
bandwidth-gives-full = 有大块内容移动时减少画面更新，不显示壁纸，不用效果，不用字体平滑，并减少颜色
bandwidth-level = 带宽级别 { $level }：{ $what }。现在发送 { $kbit } kbit/s。
bandwidth-level-most = 带宽级别 { $level }：{ $what }。现在发送 { $kbit } kbit/s，最多 { $most } kbit/s。
bandwidth-usage = 只输入 /bandwidth 可以查看；后面加上 none、no-full-window-drag、no-background 或 full 可以设置级别；后面加上 { $least } 到 { $most } 之间的数字，发送就不会超过这么多 kbit/s。
bandwidth-not-changed = 桌面的外观没有达到这个级别的要求：{ $why }。
bandwidth-not-restored = 桌面的外观可能没有恢复原样：{ $why }。下次启动时会再次尝试，也可以运行：alongside restore-desktop

## A question of the desktop itself

portal-asks = 您的桌面现在会询问协助者可以看到哪个屏幕：请在那里选择并同意。在此之前什么都不会被看到；如果您拒绝，会话就会结束。
portal-asks-switch = 如果您以后可能让协助者使用您的鼠标和键盘，请在那里也打开“允许远程交互”：您在这里再次同意之前，没有人会使用它们。
portal-may-ask = 您的桌面现在可能会询问协助者可以看到哪个屏幕，并询问鼠标和键盘：请在那里选择并同意。如果您拒绝，会话就会结束。您在这里再次同意之前，没有人会使用鼠标和键盘。
portal-restored = 您曾让桌面记住协助者可以看到什么。桌面现在可能不再询问，直接显示这些内容。下次要重新选择，请删除 { $file }。
portal-restored-input = 您在这里再次同意之前，没有人会使用鼠标和键盘。

## The built-in server in a network of strangers

public-network-asked = 您允许这个网络中的其他人尝试连接您的电脑吗？
public-network-refused = 这个网络视为公用网络，而网络中的其他人没有获准尝试连接这台电脑。如果您信任这个网络中的人，请在 Windows 设置（网络和 Internet）中把它设为专用网络，或者用 --listen 0.0.0.0:7575 启动。否则请使用服务器（--server URL），或者只让这台电脑自己连接（--listen 127.0.0.1:7575）
public-network-refused-in-window = 这个网络视为公用网络，而网络中的其他人没有获准尝试连接这台电脑。如果您信任这个网络中的人，请在 Windows 设置（网络和 Internet）中把它设为专用网络，或者关闭 Alongside 再重新启动，届时会再次询问您。否则请在“设置”中输入服务器
public-network-kind-said-unknown = 系统没有说明这是哪一种网络。
public-network-kind-said-domain = 系统说明，这是某个组织的网络。
public-network-kind-said-private = 系统说明，这是专用网络。
public-network-kind-said-unclear = 系统没有说明这是哪一种网络，因此视为公用网络。
public-network-kind-said-public = 系统说明，这是公用网络。
public-network-meaning = 这个网络视为公用网络，就像咖啡馆或酒店里的网络。为了让协助者能够连接，Alongside 会在 { $address } 等待连接，这样一来，这个网络中的任何人都可以尝试连接您的电脑。除非您允许，否则没有人能看到您的屏幕。如果您对这个问题回答允许，在您关闭 Alongside 之前一直有效。

## A part of the program has failed

parts-failed-pictures = alongside 的一个部分出现故障：负责显示您的屏幕的部分。会话将结束。
parts-failed-picture = alongside 的一个部分出现故障：负责发送画面的部分。会话将结束。
parts-failed-channels = alongside 的一个部分出现故障：负责接收协助者信息的部分。会话将结束。
parts-failed-signal-link = alongside 的一个部分出现故障：负责与服务器保持联系的部分。会话将结束。
parts-failed-mail = alongside 的一个部分出现故障：负责发送邀请的部分。邀请可能没有发出。
parts-failed-contacts = alongside 的一个部分出现故障：负责管理您的联系人的部分。会话将结束。
parts-failed-log = alongside 的一个部分出现故障：负责写记录的部分。会话将结束。
parts-failed-input = alongside 的一个部分出现故障：负责输入和点击的部分。会话将结束。
parts-failed-panic-key = alongside 的一个部分出现故障：负责等待 Esc 键的部分。会话将结束。
parts-failed-prompts = alongside 的一个部分出现故障：负责察觉密码对话框的部分。会话将结束。
parts-failed-press-watch = alongside 的一个部分出现故障：负责分辨按下按钮的是您还是程序的部分。请在终端中回答问题。
parts-failed-desk = alongside 的一个部分出现故障：负责显示通知和图标的部分。它们会显示的内容，窗口中都有。
parts-failed-appearance = alongside 的一个部分出现故障：负责更改桌面外观的部分。如果您的桌面没有恢复原样，请运行：alongside restore-desktop
parts-failed-port-mapping = alongside 的一个部分出现故障：负责向路由器请求端口的部分。路由器会在 20 分钟内关闭已打开的端口。
parts-failed-border = alongside 的一个部分出现故障：负责在共享内容周围画边框的部分。共享的内容与之前相同。
parts-failed-elements = alongside 的一个部分出现故障：负责查找步骤所指内容的部分。步骤会停留在协助者放置的位置。
parts-failed-marks = alongside 的一个部分出现故障：负责显示协助者绘制内容的部分。不再绘制任何内容。
parts-failed-clipboard = alongside 的一个部分出现故障：负责共享剪贴板的部分。不再共享剪贴板。
parts-failed-transfers = alongside 的一个部分出现故障：负责读写传输内容的部分。不再传输任何内容。

## The page of the Helper

page-other-build = 协助者的页面的构建版本（{ $theirs }）与属于本程序的构建版本（{ $own }）不同。如果服务器上的 Alongside 是另一个版本，这很正常。如果这出乎您的意料，请询问服务器的运营者。

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = 协助者一方没有确认它必定看到的事：这次会话的记录中缺少它的签名。您自己的记录会继续，并写明缺在哪里。
log-verified = 记录与写下时一致：{ $n } 个条目，其中 { $signed } 个由另一方签名。
log-line-signed = 由另一方签名：{ $entries }
log-line-unseen = 没有签名，因为另一方看不到，或当时不在：{ $entries }
log-line-missing = 没有签名，尽管协助者一方能够看到：{ $entries }
log-line-disputed = 这份记录的一方提出了异议，因为没有看到这样的事：{ $entries }
log-line-both = 由双方签名，双方都看到了：{ $entries }
log-line-one-unseen = 一方的说法，另一方看不到，或当时不在：{ $entries }
log-line-one-missing = 一方的说法，尽管协助者一方能够看到：{ $entries }
log-verified-means = 有签名的内容，是另一方亲自看到的。没有签名的内容，是一方的说法。时间以被共享的电脑的时钟为准。只有用另一方的那份记录才能看出双方是否一致。
log-same = 两份记录一致：{ $n } 个条目。
log-up-to = 到第 { $entry } 个条目为止，两份记录一致。此后双方没有连接：第一份记录后面还有 { $one }，第二份还有 { $other }。
log-entries = { $n } 个条目
log-agreement-means = 会话之后没有条目被更改。双方都签名的事，确如所写那样发生过；其余的事双方都有记录，由其中一方担保。时间以被共享的电脑的时钟为准。这并不能证明双方各是谁。
log-other-session = 两份记录不一致：从第 1 个条目起就不同，因此它们属于不同的会话，或者其中一份是编造的
log-differ-from = 两份记录不一致：从第 { $entry } 个条目起不同，而这一条目已由一方为另一方签名
log-differ-missing = 两份记录不一致：其中一份缺少第 { $entry } 个条目，尽管这一方为它签过名
log-differ-disputed = 两份记录不一致：双方都有第 { $entry } 个条目，而其中一方当时就写明没有看到这样的事
log-fault-empty = 记录中没有条目
log-fault-no-key = 记录中没有写明里面是谁的签名
log-fault-entry = 第 { $entry } 个条目与写下时不一致，或者它之前缺少一个条目
log-fault-unsigned = 第 { $entry } 个条目与写下时不一致：签名不符
log-fault-countersignature = 另一方对第 { $entry } 个条目的签名与写下时不一致
log-fault-dispute = 对第 { $entry } 个条目提出异议的那一行与写下时不一致
log-read-long = 这个文件太长，不会是会话记录
log-read-frame = 这个文件的开头和结尾与 Alongside 的会话记录不同
log-read-line = 第 { $line } 行与 Alongside 的写法不同
log-run = { $first } 至 { $last }
log-newer = { $entry }（来自较新的 Alongside）
log-and-more = { $entries }，另有 { $n } 个

## The owner's rules

policy-note-view-only = 这台电脑的所有者只允许协助者查看，因此协助者不能控制。
policy-note-lifetime = 这台电脑的所有者规定，邀请的有效时间最长为 { $longest }。
policy-forbidden-invitations = 这台电脑的所有者不允许邀请协助者。请询问所有者，或查看：alongside policy
policy-forbidden-offers = 这台电脑的所有者不允许别人主动提供帮助。请让人在策略中写入 [offer] allowed = true，或者自己请求帮助：alongside share
policy-forbidden-control = 这台电脑的所有者只允许协助者查看。请去掉 --view-only=no
policy-forbidden-lifetime = 这台电脑的所有者规定，邀请的有效时间最长为 { $longest }。请使用 --expires { $longest }
policy-forbidden-email = 这台电脑的所有者不允许用电子邮件发送邀请。请去掉 --email
policy-forbidden-email-program = 这台电脑的所有者只允许通过邮件服务器发送电子邮件。请在设置文件的 [email] 下指定一台，或去掉 --email
policy-forbidden-email-server = 这台电脑的所有者只允许由桌面的邮件程序发送电子邮件。请从设置文件中删除 [email]，或去掉 --email
policy-forbidden-version = 这台电脑的所有者不接受低于 { $minimum } 的协议版本，而这个版本使用 { $own }。请更新 alongside
policy-forbidden-level = 这台电脑的所有者已把带宽级别设为 { $level }。请保持不变，或让人在策略中更改 `bandwidth`
policy-forbidden-reconnect = 这台电脑的所有者已把等待断线协助者的时间设为 { $only }。请去掉 --reconnect，或让人在策略中更改 `reconnect`
policy-forbidden-map-port = 这台电脑的所有者不允许向路由器请求端口。请去掉 --map-port
policy-forbidden-assistive-device = 这台电脑的所有者不允许用程序的设备在窗口中回答。请去掉 --assistive-device
policy-forbidden-log-folder = 这台电脑的所有者要求记录每次会话，并且记录要放在您账户的文件夹中。请去掉 --log-dir
policy-forbidden-no-log = 这台电脑的所有者要求记录每次会话。请去掉 --no-log，或让人在策略中更改 `log`
policy-log-required = 无法保存这次会话的记录：{ $why }。这台电脑的所有者要求记录每次会话，因此会话没有开始。请腾出空间，或查看：alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = 已尝试的项目：
doctor-will-happen = 将会发生的情况：
doctor-for-admin = 致管理员：
doctor-no-server = 没有 --server 时，会使用本程序内的服务器，因此没有尝试这一项。
doctor-asks-to-listen = 本程序内的服务器会先询问您，然后才让这个网络中的其他人尝试连接这台电脑。如果无人可问，它就不会启动。
doctor-not-allowed = 没有联系服务器，因为这台电脑的所有者的规定不允许共享。
doctor-not-reached = 没有尝试，因为服务器无法使用。
doctor-not-yet = 这个版本没有此功能。
doctor-no-desktop = 没有尝试，因为没有可以控制的桌面。
doctor-server-behind-proxy = 由于代理的原因，没有连接到服务器。
doctor-tls-none = 地址以 http 开头，因此没有 TLS。双方之间的内容仍然是加密的。
doctor-tls-valid = 服务器的证书有效。
doctor-proxy-none = 没有使用代理。
doctor-websocket-works = 服务器能为双方牵线，它自己的路径也能传送消息。
doctor-websocket-no-lane = 服务器能为双方牵线。它自己没有传送画面的路径。
doctor-relay-in-websocket = 中继也可以在 WebSocket 中使用。
doctor-websocket-broken = 与服务器的连接建立之后又断开了。
doctor-udp-works = UDP 数据包能到达服务器，服务器的应答也能返回。
doctor-udp-not-offered = 没有尝试，因为这台服务器没有 STUN，也没有中继。
doctor-udp-blocked = 没有 UDP 数据包从服务器返回。
doctor-stun-works = 服务器会告诉这台电脑它的外部地址。
doctor-stun-not-offered = 没有尝试，因为这台服务器没有指定 STUN 服务器。
doctor-relay-off = alongside-signal 使用 --turn ADDR 时提供中继，再加上 --tls-cert 时也通过 TLS 提供中继；使用 --external-turn 则指定其他中继。
doctor-silent = 没有任何应答
doctor-garbled = 应答的一端使用的不是它的协议
doctor-no-packet = 它给出了地址，但没有数据包能通过
doctor-ipv6-works = 可以通过 IPv6 连接服务器。
doctor-ipv6-not-here = 这台电脑没有 IPv6；使用 IPv4。
doctor-ipv6-not-there = 服务器没有 IPv6 地址；使用 IPv4。
doctor-ipv6-proxied = 没有尝试，因为通往服务器要经过代理。
doctor-ipv6-fails = 这台电脑和服务器都有 IPv6 地址，但彼此无法通过它连接。
doctor-nat-none = 无：从外部看到的就是这台电脑自己的地址。
doctor-nat-same = 有转换，对服务器的两个端口转换结果相同，与家用路由器一样。直接连接大多可行。
doctor-nat-other = 对每个目标的转换各不相同（对称型）。直接连接很少可行。
doctor-nat-one-seen = 有转换。无法在这里判断是哪一种，因为服务器只从一个端口显示它。
doctor-nat-unknown = 未知，因为没有服务器告诉这台电脑它的外部地址。
doctor-mapping-not-asked = 没有尝试，因为只有使用 --map-port 时才会向路由器请求端口。
doctor-mapping-not-in-public = 没有尝试，因为这个网络视为公用网络，在公用网络中不会向路由器请求端口。
doctor-mapping-works = 路由器为这台电脑打开了一个端口，然后又关闭了。
doctor-screen-asked = 桌面门户和 PipeWire 均已就绪。会话开始时，桌面会询问要共享的屏幕，除非曾让它记住回答。
doctor-not-encoded = 已截取画面，但无法编码
doctor-no-picture = 屏幕没有画面
doctor-check-failed = 对桌面的检查失败
doctor-desktop-hangs = 桌面没有响应
doctor-input-works = 您允许之后，协助者就能控制它们。
doctor-input-works-without-prompts = 您允许之后，协助者就能控制它们，但不能控制系统提示，也不能控制以管理员身份运行的窗口：这些由您自己操作。
doctor-panic-key-works = 按 Esc 键可以随时收回控制。
doctor-panic-key-works-presses-told = 按 Esc 键可以随时收回控制。能分辨您按的键和程序按的键。
doctor-panic-key-works-presses-imitated = 按 Esc 键可以随时收回控制。能分辨您按的键和程序按的键，除非程序模仿您的键盘。
doctor-panic-key-works-presses-not-told = 按 Esc 键可以随时收回控制。不能分辨您按的键和程序按的键。
doctor-encoder-not-tried = 没有尝试，因为没有画面。
doctor-policy-none = 这台电脑上没有策略，因此一切由您选择。
doctor-policy-allows = 这台电脑的所有者允许共享；`alongside policy` 会说明具体规定。
doctor-policy-view-only = 这台电脑的所有者只允许协助者查看；`alongside policy` 会说明更多。
doctor-log-off = 不保留记录，这是策略或您的设置所定。
doctor-no-log-folder = 这个账户没有主文件夹
doctor-direct = 如果协助者的网络允许，画面和输入会直接在两台电脑之间传送。
doctor-direct-near = 如果协助者在同一个网络中，画面和输入会直接传送。
doctor-direct-inside = 这台电脑就是服务器。画面和输入会直接传送给同一网络中的协助者。
doctor-through-server = 没有其他办法时，会通过服务器传送。
doctor-server-first = 画面和输入通过服务器传送，这是最慢的路径。
doctor-look-only = 协助者可以查看，但不能控制。
doctor-mend-server-user = 请检查服务器的地址，并确认这台电脑已联网；看看您的浏览器能否打开这个地址。
doctor-mend-server-admin = 请检查这里能否解析该名称，alongside-signal 是否在运行，以及防火墙是否放行到其端口（https 为 443）的 TCP。
doctor-mend-tls-user = 请检查这台电脑的日期和时间；如果都正确，请询问服务器的运营者。
doctor-mend-tls-admin = 请为服务器提供与其名称相符、带完整证书链的证书（--tls-cert）。如果这里的防火墙会解开 TLS，请在这台电脑上安装它的证书颁发机构，或把该服务器设为例外。
doctor-mend-proxy-user = 请询问这个网络的代理地址，以及需要时的用户名和密码，并用 --proxy 指定；或者试试 --proxy none。
doctor-mend-proxy-admin = 请让代理接受到服务器端口的 CONNECT，或用 --proxy 或 HTTPS_PROXY 指定另一个代理。
doctor-mend-websocket-user = 请检查这个地址是否属于 Alongside 服务器；如果是，则是中间有东西阻止了连接，请换一个网络试试。
doctor-mend-websocket-admin = 请让中间的防火墙、代理和反向代理放行到服务器 /ws、/lane 和 /turn 的 WebSocket（RFC 6455），并保留 Upgrade 和 Connection 标头。
doctor-mend-udp-user = 会话仍可通过 TCP 进行，但可能较慢；换一个网络（例如手机的网络）可能更快。
doctor-mend-udp-admin = 请放行发往服务器 3478 端口的 UDP 以及返回的应答；要直接连接，则需放行到任意地址和端口。
doctor-mend-stun-user = 不太可能直接连接，会改用中继或服务器；换一个网络可能更快。
doctor-mend-stun-admin = 请放行发往服务器 STUN 端口（3478）的 UDP 以及返回的应答。
doctor-mend-relay-udp-user = 如果下面有其他中继可用，就什么都不必做；否则请换一个网络试试。
doctor-mend-relay-udp-admin = 请在这里以及服务器自己的防火墙上，放行到服务器 3478 端口的 UDP。
doctor-mend-relay-tcp-user = 如果有其他中继可用，就什么都不必做；否则请换一个网络试试。
doctor-mend-relay-tcp-admin = 请在这里以及服务器自己的防火墙上，放行到服务器 3478 端口的 TCP。
doctor-mend-relay-tls-user = 如果有其他中继可用，就什么都不必做；否则请换一个网络试试。
doctor-mend-relay-tls-admin = 请让到服务器端口的 TLS 不经解开直接通过：要求里面是 HTTP 的防火墙会丢弃 TURN。
doctor-mend-relay-refuses-user = 请告诉服务器的运营者；没有中继，会话也可能可行。
doctor-mend-relay-refuses-admin = 请检查 --turn-public-ip、服务器防火墙上的中继端口（UDP，32768 及以上），以及 alongside-signal 或外部中继的日志。
doctor-mend-ipv6-user = 什么都不必做：会改用 IPv4。
doctor-mend-ipv6-admin = 请检查这里与服务器之间的 IPv6 路由和防火墙，或删除服务器的 AAAA 记录。
doctor-mend-nat-user = 如果有中继可用，就什么都不必做；换一个网络可能更快。
doctor-mend-nat-admin = 请让 NAT 为每个内部套接字保持同一个外部端口（与端点无关的映射，RFC 4787），或打开端口并用 --udp-ports 指定。
doctor-mend-screen-user = 请在要共享其屏幕的那个桌面会话中启动本程序。
doctor-mend-screen-admin = 共享需要 X11 会话（DISPLAY），且这个账户能读取其 cookie；或者需要 Wayland 会话，带有 xdg-desktop-portal、这个桌面的后端以及 PipeWire（libpipewire-0.3-0）。
doctor-mend-input-user = 会话可以进行，但协助者只能查看。
doctor-mend-input-admin = X 服务器需要扩展 XTEST 和 XInputExtension。
doctor-mend-panic-key-user = 会话可以进行，但不能共享控制：只有在 Esc 键能够收回控制时，才会给予控制。
doctor-mend-panic-key-admin = X 服务器需要版本 2 的扩展 XInputExtension。
doctor-mend-encoder-user = 请重新安装本程序；如果没有用，请报告这个问题。
doctor-mend-encoder-admin = 请与另一台电脑比较：编码器不需要系统提供任何东西。
doctor-mend-policy-user = 请询问这台电脑的所有者。
doctor-mend-policy-admin = 请更改 `alongside policy` 所指出的策略文件。
doctor-mend-log-user = 没有记录，会话也可以进行；请腾出一些空间，如果不需要记录，请使用 --no-log。
doctor-mend-log-admin = 请允许这个账户写入那个文件夹。
doctor-mend-log-required-user = 这台电脑的所有者要求记录每次会话，因此没有记录就不能进行会话；请腾出一些空间。
doctor-mend-log-required-admin = 请允许这个账户写入那个文件夹，或在策略中更改 `log`。
doctor-refused-rate-limited = 服务器最近收到的来自您网络的邀请过多。
doctor-refused-full = 服务器目前已满。
doctor-refused-version = 服务器的版本与本程序不兼容。
doctor-refused-otherwise = 服务器拒绝了这个邀请。
doctor-label-server = 服务器
doctor-label-tls = 加密（TLS）
doctor-label-proxy = 代理
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = 自己的地址（STUN）
doctor-label-relay-udp = UDP 中继
doctor-label-relay-tcp = TCP 中继
doctor-label-relay-tls = TLS 中继
doctor-label-ipv6 = IPv6
doctor-label-nat = 地址转换
doctor-label-port-mapping = 端口映射
doctor-label-screen = 屏幕
doctor-label-input = 鼠标和键盘
doctor-label-panic-key = Esc 键
doctor-label-clipboard = 剪贴板
doctor-label-sound = 声音
doctor-label-encoder = 视频编码器
doctor-label-policy = 策略
doctor-label-log = 会话记录
doctor-server-answers = { $server } 有应答。
doctor-server-unreachable = 无法连接服务器：{ $why }。
doctor-server-silent = { $server } 没有及时应答。
doctor-proxy-leads = 通过代理 { $proxy } 可以到达服务器。
doctor-lane-fails = 服务器能为双方牵线，但它自己的路径无法传送任何内容：{ $why }。
doctor-not-upgraded-status = 服务器有应答，但没有打开 WebSocket（HTTP 状态 { $status }）。
doctor-not-upgraded = 服务器有应答，但没有打开 WebSocket。
doctor-mend-refused-version-user = 请更新本程序，或请服务器的运营者更新服务器。
doctor-mend-refused-version-admin = 请让 alongside-signal 与 alongside 使用相同的版本。
doctor-mend-refused-user = 请等一分钟，然后再试一次。
doctor-mend-refused-admin = 请查看 alongside-signal 的指标，看看什么已用尽；可能需要更改 --max-invitations 和 --trusted-proxy（用于代理之后客户端的地址）。
doctor-relay-works = 有一个数据包通过 { $transport } 经中继往返成功。
doctor-relay-not-offered = 这台服务器没有通过 { $transport } 的中继。
doctor-relay-fails = 无法通过 { $transport } 使用中继：{ $why }。
doctor-refused-with = 它以错误 { $code } 拒绝
doctor-no-mapping-no-router = 这台电脑不知道可以询问哪台路由器。
doctor-mend-no-router-user = 请确认这台电脑已联网；没有路由器的帮助，也不影响其他方面。
doctor-mend-no-router-admin = 端口是向 IPv4 默认路由的网关请求的，仅限 Linux 和 Windows。
doctor-no-mapping-silent = 路由器不应答这类请求。
doctor-mend-router-silent-user = 如果需要，请在路由器的设置中开启 UPnP、PCP 或 NAT-PMP；否则不用它们也会建立连接。
doctor-mend-router-silent-admin = 请让路由器在这个网络中应答 PCP 和 NAT-PMP（UDP 5351 端口）或 UPnP（UDP 1900 端口上的 SSDP，以及通过 TCP 的描述和控制）。
doctor-no-mapping-refused = 路由器拒绝打开端口。
doctor-mend-router-refuses-user = 请在路由器的设置中查看这台电脑是否可以打开端口。
doctor-mend-router-refuses-admin = 请在路由器的 UPnP 和 PCP 规则中允许这台电脑映射 UDP 端口，并查看它的端口是否都已被占用。
doctor-no-mapping-not-leased = 路由器会让端口永远打开，因此没有使用它。
doctor-mend-not-leased-user = 请更新路由器，或在那里手动打开一个端口，并用 --udp-ports 指定。
doctor-mend-not-leased-admin = 路由器必须自行结束映射（租期 20 分钟）；它只提供永久的，或超过一天的。
doctor-no-mapping-not-public = 从互联网无法到达路由器自己的外部地址（{ $address }），因为还有另一台设备在转换它。在那里打开端口没有用处。
doctor-mend-not-public-user = 如果有中继可用，就什么都不必做；也可以向您的网络运营商申请公网 IPv4 地址或 IPv6。
doctor-mend-not-public-admin = 还有第二层 NAT：运营商的 NAT（RFC 6598），或这台路由器与互联网之间的另一台路由器。请让那一台改为桥接，或在那里也映射端口。
doctor-screen-works = 已截取一张 { $width } × { $height } 像素的画面。
doctor-screen-works-by = 已用 { $method } 截取一张 { $width } × { $height } 像素的画面。
doctor-panic-key-missing = 在这个桌面上，Esc 键不能收回控制：控制会在 { $n } 分钟后自动结束。
doctor-encoder-works = 已把一张画面编码为 { $kb } KB。
doctor-log-works = 可以写入 { $folder }。
doctor-log-fails = 无法写入记录：{ $why }。
doctor-through-relay = 无法这样做时，会通过中继传送（通过 { $transports }）。
doctor-relay-first = 画面和输入通过中继传送，使用 { $transports }。
doctor-would-fail = 会话将无法进行：请看上面的这些项目：{ $what }。

## Errors: why something could not be done

weak-unknown-word = 第 { $n } 个单词不是邀请码可用的单词
weak-too-few = 至少需要 { $least } 个单词，现在只有 { $n } 个
weak-too-many = 最多可用 { $most } 个单词
weak-repeated = 单词不能重复
weak-example = 请不要使用示例中的单词，因为人人都知道
weak-neighbours = 请不要使用在单词表中相邻的单词
weak-alike = 请不要让所有单词都以同一个字母开头
name-empty = 它是空的
name-too-long = 它超过了 { $n } 字节
name-unprintable = 它含有看不见的字符
book-unknown = 没有联系人{ $name }。请看：alongside contacts
book-taken = 已经有联系人{ $name }，名字相同或相似。请换一个名字，或者先给那个联系人改名或忘记它
book-full = 已经有 { $n } 个联系人。请先忘记一个：alongside contacts forget NAME
book-nobody-offers = 没有人可以主动提供帮助：您没有记住任何协助者，这台电脑的所有者也没有指定任何人。请在会话中输入 /remember，或请人在策略中加入 `offer.helper`
save-occupied = { $path } 已存在，而且不是邀请，因此保持原样；请换一个名字
save-exists = { $path } 已存在，因此保持原样；请换一个名字
save-failed = 无法把邀请保存为 { $path }：{ $why }
log-silent = 磁盘没有响应
dial-unknown-name = 找不到名称 { $name }；请检查它和您的网络连接
dial-unreachable = { $name } 没有响应：{ $why }
dial-no-certificates = 这台电脑没有受信任证书的列表；请安装 ca-certificates
dial-certificate = { $name } 没有可用于安全连接的有效证书：{ $why }
dial-proxy-unreachable = 无法连接代理：{ $why }；请用 --proxy 指定另一个，或使用 --proxy none
dial-proxy-needs-password = 代理 { $proxy } 要求用户名和密码；请用 --proxy http://NAME@{ $proxy }:PORT 和 --proxy-password-file FILE 指定
dial-proxy-password = 代理 { $proxy } 不接受 --proxy 中的用户名和密码
dial-proxy-forbids = 代理 { $proxy } 不允许连接 { $server }；请让管理代理的人允许
dial-proxy-kind = 这个系统的代理属于 { $kind } 类型；请用 --proxy 指定一个 HTTP 代理，或使用 --proxy none
dial-proxy-lost = 代理 { $proxy } 关闭了连接：{ $why }
dial-no-proxy = { $proxy } 不是 HTTP 代理；请用 --proxy 指定另一个，或使用 --proxy none
dial-proxy-status = 代理 { $proxy } 无法连接 { $server }：它返回状态 { $status }
rendezvous-silent = 服务器 { $server } 在 { $n } 秒内没有响应
rendezvous-mute = 服务器 { $server } 没有告知；它可能版本太旧，或者正忙
rendezvous-unreachable = 无法连接服务器 { $server }：{ $why }
listen-failed = 无法在 { $address } 上等待连接：{ $why }。
listen-in-use = 另一个程序正在使用这个端口；请用 --listen ADDR:PORT 选择另一个
listen-not-here = 这台电脑没有这个地址；请用 --listen 选择它自己的地址
listen-forbidden = 1024 以下的端口为系统保留；请用 --listen 选择另一个
listen-otherwise = 请用 --listen ADDR:PORT 选择另一个地址
two-servers = --server 和 --listen 不能同时使用：要么用另一台服务器，要么用这台电脑

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = 无法读取设置 { $path }：{ $why }
settings-unwritable = 无法写入设置 { $path }：{ $why }
settings-no-folder = 这个账户没有存放设置的文件夹
settings-wrong = 设置 { $path } 的第 { $line } 行有错误：{ $what }
policy-unreadable = 无法读取策略 { $path }：{ $why }。需要由这台电脑的所有者来修正
policy-owner = 策略不可信：{ $path } 不属于这台电脑的所有者（{ $owner }）
policy-writable = 策略不可信：其他人可以更改 { $path }（{ $how }）
policy-wrong = 策略 { $path } 的第 { $line } 行有错误：{ $what }
protect-unix = 需要 chmod go-w
protect-windows = 在其属性的“安全”选项卡中，只允许管理员和 SYSTEM 写入
private-no-folder = 这个账户没有存放设置的文件夹，因此无法记住任何人
private-exposed = { $path } 不是私有的：其他人可能会读取或更改它。如果没有人这样做过，{ $how }；否则请删除它
private-how-unix = 请对文件执行 chmod 600，对其文件夹执行 chmod go-w
private-how-windows = 请在文件和文件夹属性的“安全”选项卡中只保留您自己、管理员和 SYSTEM（“高级”>“禁用继承”），并让您的账户成为所有者
private-owner = { $path } 属于另一个账户；请把它移到别处
file-unreadable = 无法读取 { $path }：{ $why }
file-unwritable = 无法写入 { $path }：{ $why }
file-held = 另一个程序正在使用它；请关闭另一个 Alongside 后重试
private-wrong = { $path } 的第 { $line } 行有错误：{ $what }。请修正它，或把它移到别处以重新开始
private-form = { $path } 的格式不对；应为：{ $expected }。请修正它，或把它移到别处以重新开始
expected-identity = “{ $head }”和一个 base64 密钥
log-folder-no-home = 这个账户没有主文件夹
log-leads-out = { $path } 指向主文件夹之外
log-not-there = 已写入 { $path }，但找不到它
password-file-unusable = 无法使用密码文件 { $path }：{ $why }
secret-exposed = 其他人可以读取它；{ $how }
secret-empty = 它是空的
hide-unix = 请用 chmod 600 把它设为私有
hide-windows = 请在其属性的“安全”选项卡中只保留您自己、管理员和 SYSTEM（“高级”>“禁用继承”）
proxy-password-no-name = --proxy-password-file 需要代理所要求的名字；应为：--proxy http://NAME@HOST:PORT，不带密码
wrong-value = `{ $key }`：{ $why }
wrong-unknown-key = 没有 `{ $key }` 这一项；可以使用：{ $known }
wrong-missing = `{ $table }` 中缺少 `{ $key }`
wrong-twice = 这个 `{ $key }` 出现了两次
wrong-too-many = `{ $table }` 最多可有 { $most } 个
wrong-pair = `{ $one }` 和 `{ $other }` 必须同时存在，或都不存在
wrong-unclear = `{ $key }` 需要手动更改
value-expected = 应为：{ $expected }
value-got = 应为：{ $expected }；实际为：{ $got }
kind-text = 文本
kind-number = 数字
kind-flag = true 或 false
kind-table = 表
kind-list = 列表
kind-out-of-range = 超出范围的数字
kind-fraction = 小数
kind-date = 日期
expected-setting = 文本、数字、true 或 false
expected-tables = 由表组成的列表
expected-texts = 由文本组成的列表
expected-name = 名字
expected-public-key = 公钥：base64 编码的 32 字节
expected-moment = 形如 { $example } 的时间
expected-time = 从 { $least } 到 { $most } 的时长，例如 { $example }
expected-path = 绝对路径
expected-range = 从 { $least } 到 { $most } 的数字
expected-one-of = 以下之一：{ $known }
expected-bytes = 最多 { $most } 字节
expected-name-part = 在协助者名字的位置写 { $part }
expected-braces = 除 { $part } 外没有花括号
expected-no-control = 除换行外没有控制字符
expected-program = 带绝对路径的程序及其参数
expected-argument = 其中一个参数里有 { $part }
expected-device = 设备的名称，最多 { $most } 个字符
expected-server = 形如 { $example } 的服务器地址
expected-proxy = system、none，或形如 { $plain } 或 { $named } 的 HTTP 代理
expected-ports = 一个端口，或形如 { $example } 的范围，端口从 1 到 65535
expected-email = 形如 { $example } 的电子邮件地址
expected-mail-host = 形如 { $example } 的名称
expected-mail-tls = "required" 或 "starttls"，因为邮件服务器不在这台电脑上
expected-ending = 以 { $ending } 结尾的文件名
expected-file = 一个文件；标准输入用于回答
expected-address = 地址和端口，例如 { $example }
usage-unknown = 这里没有 { $argument }
usage-command = 没有命令 { $command }
usage-suggestion = （有 { $suggestion }）
usage-no-value = { $argument } 需要一个值
usage-no-equals = { $argument } 的值前面需要 =
usage-values = { $argument } 的值太多或太少
usage-twice = { $argument } 出现了两次，或与不能同时使用的内容一起出现
usage-conflict = { $one } 和 { $other } 不能同时使用
usage-missing = 缺少：{ $arguments }
usage-no-command = 缺少命令，可用：{ $commands }
usage-more = 更多说明：{ $option }

## Why the desktop cannot be shared or controlled

no-such-display = 没有显示器 { $wanted }：请选择 { $known } 之一，或从 0 开始的编号，或 all
desktop-lost = 桌面已消失（{ $why }）：请在它恢复后重新启动 alongside
desktop-resource = 系统拒绝提供资源（{ $why }）：请关闭一些程序后重新开始
desktop-other-system = 这个系统没有这种捕获方式：请去掉 --screen
desktop-unsupported = 这个系统还不能共享屏幕：请使用带 X11 的 Linux
x-no-display = 没有 X 显示：请设置 DISPLAY，或在桌面会话中运行 alongside
x-refused = 无法打开 X 显示（{ $why }）：请检查 DISPLAY 和 XAUTHORITY
x-guest = 这个 X 显示属于 Wayland 会话，无法显示其屏幕：请去掉 --screen，并在设置了 WAYLAND_DISPLAY 的会话中运行 alongside
x-missing = X 服务器没有扩展 { $extension }：请使用有它的 X 服务器。（--screen scrap 不需要它，但这台电脑上的每个账户都能读取您的屏幕）
x-depth = X 显示每像素 { $depth } 位：请把深度设为 24
x-input = 无法操作鼠标和键盘（{ $why }）：请检查 X 服务器是否有 XTEST 扩展
portal-no-bus = 没有 D-Bus 会话（{ $why }）：请在桌面会话中启动 alongside
portal-none = 桌面门户没有响应（{ $why }）：请安装 xdg-desktop-portal 和适合此桌面的后端，例如 xdg-desktop-portal-gnome、xdg-desktop-portal-kde 或 xdg-desktop-portal-wlr
portal-no-screen = 桌面门户无法显示屏幕：请安装适合此桌面的后端，例如 xdg-desktop-portal-gnome、xdg-desktop-portal-kde 或 xdg-desktop-portal-wlr
portal-refused = 屏幕没有被共享：桌面的询问被拒绝了
portal-unanswered = 屏幕没有被共享：桌面的询问没有得到回答
portal-failed = 桌面门户出错（{ $why }）：请重新启动 alongside
portal-closed = 桌面已停止共享屏幕
portal-slow = 桌面门户耗时太长：请重新启动 alongside
pipewire-missing = 缺少 PipeWire，它负责传输 Wayland 桌面的屏幕（{ $why }）：请安装 libpipewire-0.3-0 和 pipewire
pipewire-failed = PipeWire 没有显示屏幕（{ $why }）：请检查 pipewire 和 wireplumber 是否在运行
wayland-no-picture = 桌面没有发送画面：请检查 pipewire 和 wireplumber 是否在运行
wayland-no-input = 这个桌面不允许任何程序控制它：其门户没有 RemoteDesktop。屏幕可以共享
wayland-no-windows = Wayland 桌面不会告知打开了哪些窗口
wayland-not-allowed = 桌面不允许其他任何人使用鼠标和键盘：请重新共享屏幕，并在桌面的询问中允许远程交互
presses-not-known = 这个系统无法分辨按键的是人还是程序
presses-other-compositor = 这个 Wayland 桌面有一些这里察觉不到的按键方式：只有在 GNOME 上才能分辨人和程序
presses-open-to-all = 这个桌面允许任何程序在不被察觉的情况下按键（{ $why }）
presses-no-compositor = 合成器没有响应（{ $why }）
presses-no-bus = 无法监视会话的 D-Bus 上的调用（{ $why }）
windows-no-desktop = Windows 没有向这个程序显示桌面：请从已登录账户的桌面启动它
mac-no-screen = macOS 不允许 alongside 查看屏幕：请在“系统设置 > 隐私与安全性 > 屏幕录制”中为 alongside 或运行它的终端允许这一项，然后重新启动 alongside
mac-no-input = macOS 不允许 alongside 使用鼠标和键盘：请在“系统设置 > 隐私与安全性 > 辅助功能”中为 alongside 或运行它的终端允许这一项，然后重新启动 alongside
mac-no-esc = macOS 不允许 alongside 得知 Esc 键被按下，而这个键必须能够停止控制：请在“系统设置 > 隐私与安全性 > 输入监控”中为 alongside 或运行它的终端允许这一项，然后重新启动 alongside
mac-secure-input = 某个密码框，或启用了“安全键盘输入”的程序独占了键盘，因此 alongside 看不到 Esc 键：请离开它，然后重新共享控制
mac-no-display = macOS 没有已打开的显示器：请唤醒或连接一个，然后重新启动 alongside
mac-one-display = Mac 一次只能共享一个显示器：请选择 { $known } 之一，或从 0 开始的编号
mac-other-capture = 这种捕获方式不适用于 macOS：请去掉 --screen
mac-stopped = 已在 macOS 的菜单栏中停止共享：要共享，请重新启动 alongside
mac-capture = macOS 没有提供屏幕画面（{ $why }）：请重新启动 alongside
mac-silent = macOS 没有响应（{ $why }）：请重新启动 alongside
mac-event = macOS 拒绝了一次输入：请检查“系统设置 > 隐私与安全性 > 辅助功能”
input-character = 这个桌面上没有能输入该字符的键
input-out-of-reach = 最前面是一个以管理员身份运行的窗口：它不接受这个程序的输入
input-not-taken = 桌面现在不接受任何输入
input-ended = 鼠标和键盘不再被操作：请重新启动 alongside
clipboard-unsupported = 在这个桌面上还不能共享剪贴板
encoder-failed = 无法编码屏幕画面（{ $why }）：请重新启动 alongside
appearance-foreign = { $path } 不是 alongside 的文件（{ $why }）：没有更改任何内容。如果您的桌面看起来正常，请删除这个文件
appearance-unusable = 无法使用 { $path }：{ $why }
appearance-no-place = 这个账户没有可以保存桌面原来外观的文件夹
appearance-busy = 另一个 alongside 更改了这个桌面，它结束时会恢复
appearance-left = 现在无法恢复桌面的 { $n } 项设置

## What each command does: in the help of the command line and in the manual pages

help-program = 远程协助，协助者只需要一个浏览器
help-share = 邀请协助者查看这个屏幕，并在您同意后共享控制
help-listen = 等待别人主动提供帮助：联系人，或这台电脑的所有者指定的人
help-contacts = 列出、重命名和忘记您记住的联系人
help-contacts-forget = 忘记一个联系人。对方没有邀请码就不能再连接
help-contacts-rename = 给联系人改名
help-contacts-key = 显示协助者用来识别这台电脑的公钥
help-doctor = 试一试会话需要的一切：服务器、网络、屏幕、输入。说明会怎样，以及如何解决问题
help-policy = 显示这台电脑上什么有效、由谁决定：所有者的策略、您的设置
help-completions = 输出让您的 shell 补全这个命令行的脚本
help-log = 列出、显示和验证以前会话的记录
help-log-list = 列出这个账户的会话记录
help-log-show = 显示一份会话记录
help-log-verify = 检查一份会话记录是否与写下时一样，以及它的两份副本是否一致
help-restore-desktop = 在会话没有正常结束之后，恢复桌面原来的样子
help-listen-more = 策略必须允许。每次有人要看到任何内容之前，都会询问您；它会一直等到您按 Ctrl+C。
help-doctor-more = 不会共享任何内容，也没有协助者可以连接。退出状态：0 会话可行，1 不可行。
help-policy-more = 加上 `alongside share` 的选项，会显示结果会怎样。
help-restore-desktop-more = `alongside share` 启动时也会自动这样做。
