## The manifest of the installed page

manifest-description = Ajude alguém com o computador

## The page of checks

title = Testar este navegador e a rede
lead = Aqui se testa de verdade o que é preciso para ajudar. A tela de ninguém é compartilhada, e nada é guardado.
checks = O que foi testado
checking = Testando. Isto leva até quinze segundos.
works = Uma sessão funcionaria neste navegador.
fails = Uma sessão não funcionaria neste navegador.
will-happen = O que vai acontecer
again = Testar de novo
back = Voltar ao Alongside
for-admin = Para quem administra o sistema: { $text }
result-yes = Funciona
result-no = Não funciona
result-none = Não testado

## The names of the checks

label-secure = Página segura
label-websocket = Servidor
label-lane = Caminho pelo servidor
label-webrtc = WebRTC
label-h264 = H.264 no WebRTC
label-webcodecs = H.264 no WebCodecs
label-udp = UDP
label-stun = Endereço (STUN)
label-relay-udp = Retransmissor por UDP
label-relay-tcp = Retransmissor por TCP
label-relay-tls = Retransmissor por TLS

## What came of each check: -yes, -no, or -none where it does not apply; -mend is what the Helper can do, -admin what whoever runs the network or the server can do

secure-yes = Esta página foi carregada com segurança.
secure-no = Esta página foi carregada sem HTTPS, e por isso o navegador não dá a ela alguns recursos, entre eles o WebCodecs.
secure-mend = Abra o endereço com https, se houver. As sessões funcionam sem ele; pelo servidor, a imagem consiste então em imagens paradas.
secure-admin = Dê um certificado ao servidor (--tls-cert), ou ponha-o atrás de um proxy reverso que tenha um.
websocket-yes = O servidor põe os dois lados em contato.
websocket-no = O servidor não abre um WebSocket para este navegador, ou não aceita um convite agora.
websocket-mend = Espere um minuto e teste de novo; se continuar assim, tente outra rede ou outro navegador.
websocket-admin = Faça os proxies, firewalls e filtros no caminho deixarem passar WebSockets (RFC 6455) para /ws, /lane e /turn.
lane-yes = O caminho do próprio servidor transporta mensagens.
lane-no = O caminho do próprio servidor não transporta nada.
lane-none = Este servidor não tem um caminho próprio para a imagem.
lane-mend = Não é preciso fazer nada se o retransmissor funcionar; se não, tente outra rede.
lane-admin = Faça os proxies, firewalls e filtros no caminho deixarem passar WebSockets (RFC 6455) para /lane.
webrtc-yes = Este navegador tem WebRTC.
webrtc-no = O WebRTC falta ou está desligado neste navegador, e por isso tudo passa pelo servidor.
webrtc-mend = Use um Chrome, Edge, Firefox ou Safari atual, sem extensões que desliguem o WebRTC.
webrtc-admin = Faça as políticas deste navegador permitirem o WebRTC.
h264-yes = Este navegador mostra o vídeo H.264 de uma conexão direta.
h264-no = Este navegador não tem H.264 no WebRTC; o vídeo vem então como mensagens, para o WebCodecs.
h264-mend = O Firefox baixa o plugin H.264 (OpenH264) sozinho depois de um tempo: veja os complementos dele. Se não, use Chrome, Edge ou Safari.
h264-admin = Deixe o Firefox baixar o OpenH264, ou instale codecs de H.264 neste computador.
webcodecs-yes = Este navegador decodifica H.264 que vem como mensagens, como pelo servidor.
webcodecs-no = Este navegador não consegue decodificar H.264 que vem como mensagens: pelo servidor, a imagem consiste em imagens paradas, poucas por segundo.
webcodecs-mend = Use um Chrome, Edge, Firefox ou Safari atual, e uma página com https.
webcodecs-admin = Ofereça esta página com https: os navegadores têm WebCodecs só em páginas seguras.
udp-yes = Pacotes UDP chegam ao servidor, e as respostas dele voltam.
udp-no = Nenhum pacote UDP volta do servidor.
udp-mend = Uma sessão ainda funciona por TCP, mas pode ser mais lenta; outra rede pode ser mais rápida.
udp-admin = Deixe UDP sair para a porta 3478 do servidor e as respostas voltarem; para conexões diretas, para qualquer endereço e porta.
stun-yes = O servidor informa a este navegador o endereço externo dele.
stun-no = O servidor não informa a este navegador o endereço externo dele, e por isso uma conexão direta é pouco provável.
stun-none = Este servidor não indica nenhum servidor STUN.
stun-mend = Não é preciso fazer nada se um retransmissor funcionar; outra rede, ou um navegador sem extensão de VPN, pode ser mais rápido.
stun-admin = Deixe UDP sair para a porta STUN do servidor (3478), e faça as políticas deste navegador permitirem UDP sem proxy.
relay-yes = Mensagens passaram pelo retransmissor e voltaram, por { $transport }.
relay-no = Nada passa pelo retransmissor por { $transport }.
relay-none = Este servidor não tem retransmissor por { $transport }.
relay-mend = Não é preciso fazer nada se outro retransmissor ou o caminho pelo servidor funcionar; se não, tente outra rede.
relay-udp-admin = Deixe passar UDP até a porta 3478 do servidor, a partir daqui e no firewall do próprio servidor.
relay-tcp-admin = Deixe passar TCP até a porta 3478 do servidor, a partir daqui e no firewall do próprio servidor.
relay-tls-admin = Deixe passar TLS até a porta do servidor sem abri-lo: firewalls que esperam HTTP dentro dele descartam TURN.
not-tried-server = Não testado, porque não foi possível usar o servidor.
not-tried-webrtc = Não testado, porque não há WebRTC.
not-tried-udp = Não testado, porque este servidor não tem STUN nem retransmissor.

## What will happen: the paths of the picture, one sentence each

direct = A imagem vem direto do outro computador, se a rede dele permitir.
near = A imagem vem direto se o outro computador estiver na mesma rede.
relay-then = Ela vem pelo retransmissor (por { $transports }) onde isso não é possível.
relay-first = A imagem vem pelo retransmissor, por { $transports }.
server-then = Ela vem pelo servidor onde não há outra possibilidade.
server-first = A imagem vem pelo servidor, que é o caminho mais lento.
no-server = Não é possível pôr você em contato com ninguém: veja “Servidor” acima.
stills = Ela consiste em imagens paradas, poucas por segundo, porque este navegador não decodifica vídeo: veja H.264 acima.
stills-server = Pelo servidor, ela consiste em imagens paradas, poucas por segundo: veja “H.264 no WebCodecs” acima.
no-path = Nenhum caminho chega a outro computador.
