## The manifest of the installed page

manifest-description = 帮助别人使用电脑

## The page of checks

title = 检查这个浏览器和网络
lead = 这里会实际试一试协助所需的一切。不会共享任何人的屏幕，也不会保存任何内容。
checks = 已尝试的项目
checking = 正在检查。最多需要十五秒。
works = 用这个浏览器可以进行会话。
fails = 用这个浏览器无法进行会话。
will-happen = 将会发生的情况
again = 再检查一次
back = 返回 Alongside
for-admin = 致管理员：{ $text }
result-yes = 可用
result-no = 不可用
result-none = 没有尝试

## The names of the checks

label-secure = 安全的页面
label-websocket = 服务器
label-lane = 经过服务器的路径
label-webrtc = WebRTC
label-h264 = WebRTC 中的 H.264
label-webcodecs = WebCodecs 中的 H.264
label-udp = UDP
label-stun = 自己的地址（STUN）
label-relay-udp = UDP 中继
label-relay-tcp = TCP 中继
label-relay-tls = TLS 中继

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = 这个页面是安全加载的。
secure-no = 这个页面不是通过 HTTPS 加载的，因此浏览器不让它使用某些功能，例如 WebCodecs。
secure-mend = 如果有 https 地址，请打开它。没有它也能进行会话；但经过服务器时，画面会由静止图像组成。
secure-admin = 请给服务器配置证书（--tls-cert），或把它放在有证书的反向代理后面。
websocket-yes = 服务器能为双方牵线。
websocket-no = 服务器没有为这个浏览器打开 WebSocket，或者现在不接受邀请。
websocket-mend = 请等一分钟再检查一次；如果仍是这样，请换一个网络或另一个浏览器试试。
websocket-admin = 请让中间的代理、防火墙和过滤器放行到 /ws、/lane 和 /turn 的 WebSocket（RFC 6455）。
lane-yes = 服务器自己的路径能传送消息。
lane-no = 服务器自己的路径传送不了任何内容。
lane-none = 这台服务器没有自己的画面路径。
lane-mend = 如果中继可用，就什么都不必做；否则请换一个网络试试。
lane-admin = 请让中间的代理、防火墙和过滤器放行到 /lane 的 WebSocket（RFC 6455）。
webrtc-yes = 这个浏览器有 WebRTC。
webrtc-no = 这个浏览器没有 WebRTC，或者它被关闭了，因此一切都经过服务器。
webrtc-mend = 请使用新版的 Chrome、Edge、Firefox 或 Safari，并且不要使用关闭 WebRTC 的扩展。
webrtc-admin = 请让这个浏览器的策略允许 WebRTC。
h264-yes = 这个浏览器能显示直接连接的 H.264 视频。
h264-no = 这个浏览器的 WebRTC 中没有 H.264；视频会以消息的形式传来，供 WebCodecs 使用。
h264-mend = Firefox 过一会儿会自己下载 H.264 插件（OpenH264）：请看它的附加组件。否则请使用 Chrome、Edge 或 Safari。
h264-admin = 请允许 Firefox 下载 OpenH264，或在这台电脑上安装 H.264 编解码器。
webcodecs-yes = 这个浏览器能解码以消息形式传来的 H.264，例如经过服务器时。
webcodecs-no = 这个浏览器无法解码以消息形式传来的 H.264：经过服务器时，画面由静止图像组成，每秒几张。
webcodecs-mend = 请使用新版的 Chrome、Edge、Firefox 或 Safari，以及 https 页面。
webcodecs-admin = 请用 https 提供这个页面：浏览器只在安全的页面上有 WebCodecs。
udp-yes = UDP 数据包能到达服务器，服务器的应答也能返回。
udp-no = 没有 UDP 数据包从服务器返回。
udp-mend = 会话仍可通过 TCP 进行，但可能较慢；换一个网络可能更快。
udp-admin = 请放行发往服务器 3478 端口的 UDP 以及返回的应答；要直接连接，则需放行到任意地址和端口。
stun-yes = 服务器会告诉这个浏览器它的外部地址。
stun-no = 服务器没有告诉这个浏览器它的外部地址，因此不太可能直接连接。
stun-none = 这台服务器没有指定 STUN 服务器。
stun-mend = 如果有中继可用，就什么都不必做；换一个网络，或使用没有 VPN 扩展的浏览器，可能更快。
stun-admin = 请放行发往服务器 STUN 端口（3478）的 UDP，并让这个浏览器的策略允许不经代理的 UDP。
relay-yes = 消息通过 { $transport } 经中继往返成功。
relay-no = 通过 { $transport } 没有任何内容经中继传来。
relay-none = 这台服务器没有通过 { $transport } 的中继。
relay-mend = 如果其他中继或经过服务器的路径可用，就什么都不必做；否则请换一个网络试试。
relay-udp-admin = 请在这里以及服务器自己的防火墙上，放行到服务器 3478 端口的 UDP。
relay-tcp-admin = 请在这里以及服务器自己的防火墙上，放行到服务器 3478 端口的 TCP。
relay-tls-admin = 请让到服务器端口的 TLS 不经解开直接通过：要求里面是 HTTP 的防火墙会丢弃 TURN。
not-tried-server = 没有尝试，因为服务器无法使用。
not-tried-webrtc = 没有尝试，因为没有 WebRTC。
not-tried-udp = 没有尝试，因为这台服务器没有 STUN，也没有中继。

## What will happen: the paths of the picture, one sentence each

direct = 如果对方的网络允许，画面会直接从对方的电脑传来。
near = 如果对方的电脑在同一个网络中，画面会直接传来。
relay-then = 无法这样做时，会通过中继传来（通过 { $transports }）。
relay-first = 画面通过中继传来，使用 { $transports }。
server-then = 没有其他办法时，会通过服务器传来。
server-first = 画面通过服务器传来，这是最慢的路径。
no-server = 无法为您与任何人牵线：请看上面的“服务器”。
stills = 画面由静止图像组成，每秒几张，因为这个浏览器无法解码视频：请看上面的 H.264。
stills-server = 经过服务器时，画面由静止图像组成，每秒几张：请看上面的“WebCodecs 中的 H.264”。
no-path = 没有任何路径能到达另一台电脑。
