## The manifest of the installed page

manifest-description = パソコンで困っている人をサポート

## The page of checks

title = このブラウザーとネットワークを確認
lead = サポートに必要なものを、実際に試します。誰の画面も共有されず、何も保存されません。
checks = 確認したこと
checking = 確認しています。15秒ほどかかることがあります。
works = このブラウザーでセッションを行えます。
fails = このブラウザーではセッションを行えません。
will-happen = セッションで起きること
again = もう一度確認する
back = Alongsideに戻る
for-admin = 管理者へ：{ $text }
result-yes = 使えます
result-no = 使えません
result-none = 確認していません

## The names of the checks

label-secure = 安全なページ
label-websocket = サーバー
label-lane = サーバーを通る経路
label-webrtc = WebRTC
label-h264 = WebRTCのH.264
label-webcodecs = WebCodecsのH.264
label-udp = UDP
label-stun = 自分のIP（STUN）
label-relay-udp = 中継（UDP）
label-relay-tcp = 中継（TCP）
label-relay-tls = 中継（TLS）

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = このページは安全に読み込まれました。
secure-no = このページはHTTPSなしで読み込まれたので、ブラウザーはWebCodecsなど一部の機能を使わせません。
secure-mend = httpsのアドレスがあれば、それを開いてください。なくてもセッションは使えますが、サーバーを通るときの映像は静止画になります。
secure-admin = サーバーに証明書を設定する（--tls-cert）か、証明書のあるリバースプロキシの後ろに置いてください。
websocket-yes = サーバーは、お二人のパソコンを引き合わせることができます。
websocket-no = サーバーがこのブラウザーにWebSocketを開かないか、今は招待を受け付けていません。
websocket-mend = 1分ほど待って、もう一度確認してください。変わらないときは、別のネットワークか別のブラウザーを試してください。
websocket-admin = 途中のプロキシ、ファイアウォール、フィルターで、/ws、/lane、/turn へのWebSocket（RFC 6455）を通してください。
lane-yes = サーバー自身の経路はデータを運べます。
lane-no = サーバー自身の経路は何も運べません。
lane-none = このサーバーには、映像のための自身の経路がありません。
lane-mend = 中継が使えれば、何もする必要はありません。使えないときは、別のネットワークを試してください。
lane-admin = 途中のプロキシ、ファイアウォール、フィルターで、/lane へのWebSocket（RFC 6455）を通してください。
webrtc-yes = このブラウザーにはWebRTCがあります。
webrtc-no = このブラウザーにはWebRTCがないか、オフになっているので、すべてサーバーを通ります。
webrtc-mend = 新しいChrome、Edge、Firefox、Safariを、WebRTCをオフにする拡張機能なしで使ってください。
webrtc-admin = このブラウザーのポリシーで、WebRTCを許可してください。
h264-yes = このブラウザーは、直接の接続のH.264の映像を表示できます。
h264-no = このブラウザーのWebRTCにはH.264がないので、映像はWebCodecs用のメッセージとして届きます。
h264-mend = Firefoxは、しばらくするとH.264のプラグイン（OpenH264）を自動で取得します。アドオンの画面で確認できます。そうでないときは、Chrome、Edge、Safariを使ってください。
h264-admin = FirefoxがOpenH264をダウンロードできるようにするか、このパソコンにH.264のコーデックをインストールしてください。
webcodecs-yes = このブラウザーは、サーバーを通るときのようにメッセージとして届くH.264を復号できます。
webcodecs-no = このブラウザーは、メッセージとして届くH.264を復号できません。サーバーを通るときの映像は、1秒に数枚の静止画になります。
webcodecs-mend = 新しいChrome、Edge、Firefox、Safariと、httpsのページを使ってください。
webcodecs-admin = このページをhttpsで提供してください。ブラウザーは、安全なページでだけWebCodecsを使えます。
udp-yes = UDPのパケットがサーバーに届き、返事も戻ってきます。
udp-no = サーバーからUDPのパケットが戻ってきません。
udp-mend = TCPでもセッションは使えますが、遅いことがあります。別のネットワークのほうが速いことがあります。
udp-admin = サーバーのポート3478へのUDPと、その返事を通してください。直接の接続には、任意のアドレスとポートへのUDPが必要です。
stun-yes = サーバーは、このブラウザーに外側のアドレスを知らせています。
stun-no = サーバーが、このブラウザーに外側のアドレスを知らせないので、直接の接続はおそらくできません。
stun-none = このサーバーはSTUNサーバーを指定していません。
stun-mend = 中継が使えれば、何もする必要はありません。別のネットワークや、VPN拡張機能のないブラウザーのほうが速いことがあります。
stun-admin = サーバーのSTUNポート（3478）へのUDPを通し、このブラウザーのポリシーで、プロキシを通らないUDPを許可してください。
relay-yes = メッセージが、{ $transport }で中継を通り、戻ってきました。
relay-no = { $transport }では、中継を何も通りません。
relay-none = このサーバーには、{ $transport }の中継がありません。
relay-mend = 別の中継かサーバーを通る経路が使えれば、何もする必要はありません。使えないときは、別のネットワークを試してください。
relay-udp-admin = ここからのUDPを、サーバーのポート3478まで通してください。サーバー自身のファイアウォールでも通してください。
relay-tcp-admin = ここからのTCPを、サーバーのポート3478まで通してください。サーバー自身のファイアウォールでも通してください。
relay-tls-admin = サーバーのポートへのTLSを、開かずに通してください。中身がHTTPだと想定するファイアウォールは、TURNを遮断します。
not-tried-server = サーバーを使えなかったので、確認していません。
not-tried-webrtc = WebRTCがないので、確認していません。
not-tried-udp = このサーバーにはSTUNも中継もないので、確認していません。

## What will happen: the paths of the picture, one sentence each

direct = 相手のネットワークが許せば、映像は相手のパソコンから直接届きます。
near = 相手のパソコンが同じネットワークにあれば、映像は直接届きます。
relay-then = それができないところでは、中継（{ $transports }）を通ります。
relay-first = 映像は、{ $transports }で中継を通ります。
server-then = ほかの方法が使えないときは、サーバーを通ります。
server-first = 映像は、サーバーを通ります。これは最も遅い経路です。
no-server = 誰とも引き合わせることができません。上の「サーバー」をご覧ください。
stills = このブラウザーは動画を復号できないので、映像は1秒に数枚の静止画になります。上のH.264をご覧ください。
stills-server = サーバーを通るときは、1秒に数枚の静止画になります。上の「WebCodecsのH.264」をご覧ください。
no-path = ほかのパソコンへの経路が、どれも通りません。
