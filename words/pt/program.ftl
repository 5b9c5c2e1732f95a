# The User’s program, in Portuguese: Brazilian usage.
# Names of commands, options and files, and what is typed after a slash, stay as they are.

## Sentences of all faces: the terminal and the window

slot-changes = O servidor mudou o número do código vezes demais, e por isso a sessão foi encerrada. Compartilhe de novo; se acontecer outra vez, use outro servidor.
proxy-password-shown = Enquanto o programa estiver aberto, qualquer conta deste computador pode ler a senha que está em --proxy. Ponha a senha em um arquivo só seu e indique esse arquivo com --proxy-password-file.
paused = Em pausa. Quem está ajudando vê um aviso no lugar da sua tela.
too-soon = Uma pergunta acaba de aparecer; leia a pergunta e responda de novo.
not-while-controlled = O controle está compartilhado, ou estava há poucos instantes. Isto pode ter sido digitado por quem está ajudando, e por isso nada mudou. Primeiro retome o controle e depois digite de novo.
typed-too-early = Esta linha foi começada enquanto o controle estava compartilhado, e por isso não vale. Digite de novo.
withdrawn = A pergunta não está mais aberta.
choose-on-a-terminal = --choose-words faz a pergunta em um terminal; escreva as palavras em um arquivo e indique o arquivo com --words-file
nothing-chosen = nenhuma palavra foi escolhida; sem --choose-words, as palavras são sorteadas
view-only-here = Neste computador, não é possível compartilhar o mouse e o teclado; por isso quem está ajudando só pode olhar.
no-port-in-public = Esta rede conta como pública, e por isso nenhuma porta foi pedida ao roteador.
mailed-is-void = O servidor deu outro número ao convite, e por isso a mensagem enviada por e-mail não serve mais. Diga o novo código a quem vai ajudar ou compartilhe de novo.
help = Digite /pause, /resume, /stop (controle), /revoke PERMISSÃO, /next (passo), /send ARQUIVO ou PASTA, /pause, /resume ou /cancel NÚMERO (um arquivo), /bandwidth, /remember (quem está ajudando), /quit ou uma mensagem para quem está ajudando.
typed-allow-control = permitir controle
typed-allow-control-and-prompts = permitir controle e senhas
typed-allow-remembering = permitir lembrar
prompts-are-yours = Pedidos de senha, perguntas do sistema e janelas abertas como administrador não aceitam nada de quem está ajudando: só você responde.
no-answer = Isto não é uma resposta à pergunta. Nada mudou, e nada foi enviado a quem está ajudando.
not-connected = Ninguém se conectou ainda, e por isso não há a quem escrever.
chat-cut = O resto desta mensagem é longo demais para aparecer aqui.
chat-under-control = Digitado aqui enquanto o controle estava compartilhado
log-differs = O computador de quem está ajudando não confirma o registro desta sessão. O seu próprio registro continua.
log-no-home = esta conta não tem pasta pessoal, e por isso não há registros de sessões
log-unreadable = (não é um registro de sessão do Alongside, ou foi alterado)
end-reason-user-left = Você desconectou.
end-reason-helper-left = Quem estava ajudando desconectou.
end-reason-declined = Você não deixou entrar quem queria ajudar.
end-reason-no-answer = A pergunta não foi respondida a tempo, e isso conta como não.
end-reason-connection-lost = A conexão com quem estava ajudando se perdeu.
end-reason-no-path = Não foi encontrado um caminho direto até o computador de quem está ajudando. Uma rede entre vocês está bloqueando: `alongside doctor` diz o que dá para corrigir.
end-reason-expired = O prazo do convite terminou. Compartilhe de novo para criar outro.
end-reason-burnt = O código foi digitado errado vezes demais, e por isso o convite foi retirado. Compartilhe de novo para criar outro.
end-reason-fault = O outro lado fez algo que não é permitido, e por isso a sessão foi encerrada.
end-reason-version = O outro lado usa uma versão que não combina com esta. Atualize a mais antiga.
end-reason-no-screen = Não é mais possível compartilhar a tela.
end-reason-no-decoder = O navegador de quem está ajudando não consegue mostrar vídeo H.264. Peça a essa pessoa que use outro navegador.
server-refused-rate-limited = O servidor recebeu convites demais da sua rede. Daqui a pouco há uma nova tentativa.
server-refused-full = O servidor está cheio no momento. Daqui a pouco há uma nova tentativa.
server-refused-otherwise = O servidor recusou o convite.
path-direct = A conexão entre você e quem está ajudando é direta.
path-relay = A conexão entre você e quem está ajudando passa por um retransmissor, que não consegue ler nada.
path-server = A conexão entre você e quem está ajudando passa pelo servidor, que não consegue ler nada.
system-prompt-open = Uma pergunta do sistema está aberta. Quem está ajudando não pode ver a pergunta nem responder; depois dela, a imagem continua.
system-prompt-over = Quem está ajudando vê a sua tela de novo.
out-of-reach-in-front = A janela da frente foi aberta como administrador e não aceita comandos de quem está ajudando. Essa pessoa vê a janela, e quem usa é você. Enquanto isso, a tecla Esc não encerra o controle: use “Parar de compartilhar o controle” na barra ou primeiro traga outra janela para a frente.
out-of-reach-over = Quem está ajudando pode clicar e digitar de novo.
question-connect = { $asker } quer se conectar ao seu computador e ver a sua tela.
question-connect-ask = Você quer deixar essa pessoa entrar?
question-control = { $helper } quer compartilhar o controle do seu computador, para usar o mouse e o teclado junto com você.
question-allow = Você quer permitir isso?
phase-your-helper = Quem está ajudando
phase-waiting = Aguardando a conexão de quem vai ajudar. Ninguém pode ver a sua tela.
phase-screen = { $helper } pode ver a sua tela, mas não pode controlá-la.
phase-control = { $helper } pode ver a sua tela e usar o mouse e o teclado deste computador.
phase-ended = A sessão foi encerrada. Ninguém pode ver a sua tela.
wrong-code-last = Alguém digitou um código errado pela última vez.
wrong-code =
    { $n ->
        [one] Alguém digitou um código errado. Resta { $n } tentativa.
       *[other] Alguém digitou um código errado. Restam { $n } tentativas.
    }
picture-taken = { $helper } fez uma captura da sua tela e a mantém guardada.
clipboard-sent = O que você copiou foi para { $helper }.
clipboard-received = { $helper } pôs algo na sua área de transferência.
tried-before-once = { $helper } já tentou este código uma vez, e ninguém que o conheça respondeu. Ou a conexão caiu, ou o servidor tentou adivinhar o código e errou. Se você não souber explicar isso, pare e use outro servidor.
tried-before-twice = { $helper } já tentou este código duas vezes, e ninguém que o conheça respondeu. Ou a conexão caiu, ou o servidor tentou adivinhar o código e errou. Se você não souber explicar isso, pare e use outro servidor.
tried-before = { $helper } já tentou este código { $n } vezes, e ninguém que o conheça respondeu. Ou a conexão caiu, ou o servidor tentou adivinhar o código e errou. Se você não souber explicar isso, pare e use outro servidor.
reconnecting = A conexão com { $helper } está interrompida. Enquanto isso, nada é compartilhado. As tentativas continuam por { $lasts }.
reconnected = A conexão com { $helper } voltou.
choose = Escolha pelo menos { $n } palavras para o seu código e pressione Enter. Use palavras que não tenham relação entre si e que ninguém esperaria de você. Algumas das palavras possíveis:
choose-again = Estas não podem ser usadas: { $why }. Escolha de novo.
choose-alike = Palavras que começam igual: { $words }
words-file-unusable = não é possível usar as palavras em { $path }: { $why }
lasts-hours = { $n } h
lasts-minutes = { $n } min
invitation-tell = Diga este código a quem vai ajudar você:
invitation-open = Essa pessoa abre  { $page }  em qualquer navegador e digita o código,
invitation-open-link = ou abre  { $link }
invitation-link-whole = Este link contém o código inteiro: quem o vir pode pedir para se conectar. Não o dê a mais ninguém.
invitation-link-number = O link só contém o número; essa pessoa ainda precisa das palavras, que você diz.
invitation-works = O código vale uma só vez, por { $lasts }. Deixe esta janela aberta.
saved = O convite foi salvo como { $path }. Dê este arquivo a quem vai ajudar; as palavras do código não estão nele, então diga as palavras de outra forma, por exemplo por telefone.
mailed-by-program = Seu programa de e-mail mostra uma mensagem para { $to }. Envie por lá; as palavras do código não estão na mensagem, então diga as palavras de outra forma, por exemplo por telefone.
mailed = O convite foi enviado a { $to }; as palavras do código não estão nele, então diga as palavras de outra forma, por exemplo por telefone.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = { $user } pede a sua ajuda com o computador
email-what = { $user } pede que você veja a tela do computador e ajude. Você só precisa de um navegador.
email-open = Abra { $link }
email-open-server = ou abra { $server } e escolha o arquivo anexo com “Abrir arquivo de convite”.
email-words = Peça a { $user } as palavras do código, por exemplo por telefone. Por segurança, elas não estão nesta mensagem.
email-connect = Digite as palavras e o seu nome, e pressione “Conectar”. Antes que você veja qualquer coisa, { $user } precisa permitir.
email-until = Isto vale para uma só pessoa ajudar, até { $until }, e só enquanto o Alongside estiver aberto no computador de { $user }.
email-unknown = Se você não conhece { $user } ou não esperava esta mensagem, não faça nada.
email-time = %d/%m/%Y, %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = aceito
typed-no = recuso
typed-never = nunca
answers-yes-no = Digite "{ $yes }" ou "{ $no }" e pressione Enter:
answers-remember = Digite "{ $allow }" ou "{ $no }" e pressione Enter; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo:
answers-control = Digite "{ $allow }" ou "{ $no }" e pressione Enter; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo.
answers-control-and-prompts = Digite "{ $allow }" ou "{ $no }" e pressione Enter. "{ $prompts }" também deixa essa pessoa ver e responder pedidos de senha e perguntas do sistema; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo:
answers-lasting = Digite "{ $allow }" (só esta vez), "{ $minutes }", "{ $session }" (até o fim da sessão) ou "{ $no }" e pressione Enter; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo:
answers-files-in = Digite "{ $allow }" ou "{ $no }" e pressione Enter; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo:
answers-files-out = Digite "{ $allow }" (um só arquivo), "{ $minutes }", "{ $session }" (até o fim da sessão) ou "{ $no }" e pressione Enter; "{ $never }" quer dizer não, e que a pergunta não seja feita de novo. Para enviar um arquivo ou uma pasta, digite /send e o caminho:

## More that happens.

listening = Aguardando, em { $address }, a conexão de quem vai ajudar, até você fechar isto.
left-out =
    { $n ->
        [one] Aqui foi omitida { $n } linha, que não foi lida a tempo. A seguir está o que vale agora.
       *[other] Aqui foram omitidas { $n } linhas, que não foram lidas a tempo. A seguir está o que vale agora.
    }
prompts-unseen = Nesta área de trabalho, não dá para perceber pedidos de senha e perguntas do sistema, e por isso quem está ajudando vai vê-los. O controle só pode ser compartilhado junto com eles: responda “{ $allow }” quando a pergunta vier.
chat-too-long = a mensagem tem mais de { $n } bytes
chat-left-out =
    { $n ->
        [one] Antes destas, chegou { $n } mensagem enquanto uma pergunta estava aberta, e ela não pode mais ser mostrada.
       *[other] Antes destas, chegaram { $n } mensagens enquanto uma pergunta estava aberta, e elas não podem mais ser mostradas.
    }
party-you = Você
party-helper = Quem ajuda
log-begun = O registro desta sessão está sendo escrito em { $path }.
log-not-kept = Não é possível salvar o registro desta sessão: { $why }. A sessão continua sem ele; para ter um registro, libere espaço ou permita gravar na sua pasta Documentos.
log-required = Não é possível salvar o registro desta sessão: { $why }. O dono deste computador quer um registro de cada sessão, e por isso a sessão é encerrada.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. Confira o endereço e a sua rede, ou deixe --server de fora para que este computador seja o servidor
input-too-long = era esperada uma linha de no máximo { $n } bytes
input-not-utf8 = era esperado texto em UTF-8

## The window

window-failed = o programa falhou; nada mais é compartilhado
window-focus-given = Um programa escolheu este botão, não você. Pressione Tab até chegar lá por conta própria e pressione o botão de novo.
window-hung = Esta janela não respondeu por alguns segundos, e por isso o controle foi retirado de quem está ajudando.
window-alert = Leia isto, por favor
window-alert-read = Já li
window-meaning-connect = Essa pessoa vai ver tudo o que está na sua tela, até você encerrar. Ela não pode clicar nem digitar. Se você não pediu ajuda a essa pessoa, não permita.
window-meaning-control-without-prompts = Essa pessoa vai poder clicar e digitar, como você. Observe o que ela faz. Com a tecla Esc, você retoma o controle na hora. Pedidos de senha, perguntas do sistema e janelas abertas como administrador não aceitam nada dessa pessoa: só você responde.
window-meaning-control-time = Essa pessoa vai poder clicar e digitar, como você. Observe o que ela faz.
window-meaning-control-esc = Essa pessoa vai poder clicar e digitar, como você. Observe o que ela faz. Com a tecla Esc, você retoma o controle na hora.
window-meaning-remember = Só com isso, nada é compartilhado. O Alongside pergunta de novo a você a cada vez, antes que alguém veja a sua tela.
window-level-none = Melhor imagem
window-level-no-full-window-drag = Menos imagens enquanto algo grande se move
window-level-no-background = Menos imagens, e sem papel de parede
window-level-full = O mais simples possível
window-no-display = não é possível abrir a janela aqui: { $why }. Em um terminal, `alongside share` faz o mesmo por escrito
window-not-started = o programa não conseguiu iniciar: { $why }
window-works-no-more = O prazo do código terminou.
window-works-for =
    { $n ->
        [one] O código vale uma só vez, por mais { $n } minuto.
       *[other] O código vale uma só vez, por mais { $n } minutos.
    }
window-message = Você pode me ajudar com o computador? Abra { $link } em um navegador e me telefone: eu digo as palavras do código. Você só vê a minha tela depois que eu disser sim.
window-seconds-none = O tempo acabou.
window-seconds-left =
    { $n ->
        [one] Resta { $n } segundo.
       *[other] Restam { $n } segundos.
    }
window-bar-lost = A conexão com { $helper } está interrompida. Nada é compartilhado.
window-bar-paused = Em pausa. { $helper } não vê a sua tela.
window-bar-control-esc = { $helper } compartilha o controle. Esc encerra.
window-bar-control-time = { $helper } compartilha o controle, por { $n } minutos no máximo.
window-bar-seen = { $helper } pode ver a sua tela.
window-rate = { $kbit } kbit/s
window-cap-error = Escreva um número de { $least } a { $most }.
window-end-folder-error = Não é possível mostrar a pasta do registro: { $why }.
window-log-at = O que aconteceu está escrito em { $path }.

## The window: the first view

window-start-title = Receba ajuda com este computador
window-start-what = Alguém da sua confiança pode ver a sua tela e ajudar você, de qualquer navegador. Quem escolhe é você.
window-start-safe = Ninguém vê nada antes de você dizer sim, e você pode parar a qualquer momento.
window-start-get-help = Pedir ajuda
window-start-cannot-allow = Esta área de trabalho não informa se é você ou um programa que pressiona um botão; por isso nada pode ser permitido nesta janela. Em um terminal, alongside share faz o mesmo por escrito.
window-start-known = Ou peça a alguém que você conhece, sem código:
window-start-again = Pedir ajuda de novo
window-start-beginning = Voltar ao início
window-start-opening = Um momento…
window-start-quit = Fechar o Alongside

## The window: the view with the invitation

window-invitation-title = Diga este código a quem vai ajudar você
window-invitation-code = Código de convite
window-invitation-how = De preferência, por telefone. Diga o código só a alguém que você conhece e a quem pediu ajuda.
window-invitation-spell = Soletrar
window-invitation-spell-less = Esconder as letras
window-invitation-open = Quem vai ajudar abre esta página em qualquer navegador e digita o código lá:
window-invitation-link = Página para quem vai ajudar
window-invitation-copy-link = Copiar o link
window-invitation-copy-message = Copiar uma mensagem para quem vai ajudar
window-invitation-link-copied = O link foi copiado. Cole-o onde você escreve a quem vai ajudar.
window-invitation-message-copied = A mensagem foi copiada. Cole-a onde você escreve a quem vai ajudar. As palavras do código não estão nela: diga as palavras por telefone.
window-invitation-qr = Código QR da página para quem vai ajudar
window-invitation-unseen = Ninguém pode ver a sua tela.
window-invitation-new-code = Novo código
window-invitation-cancel = Não pedir ajuda agora

## The window: the view of a question

window-question-allow = Permitir
window-question-refuse = Não permitir
window-question-never = Não permitir e não perguntar de novo
window-question-with-prompts = Essa pessoa também pode ver e responder pedidos de senha e perguntas do sistema
window-question-silence = Se você não fizer nada, isso não será permitido.

## The window: the view of a session

window-sharing-title = Sessão
window-sharing-stop-control = Parar de compartilhar o controle
window-sharing-pause = Pausar
window-sharing-resume = Continuar
window-sharing-chat = Chat
window-sharing-chat-unread = Chat ({ $count })
window-sharing-unread =
    { $n ->
        [one] { $n } mensagem não lida
       *[other] { $n } mensagens não lidas
    }
window-sharing-hide = Esconder esta janela
window-sharing-disconnect = Desconectar
window-sharing-remember = Lembrar desta pessoa
window-sharing-remember-why = Assim você pode pedir ajuda a essa pessoa sem código. Mesmo assim, o Alongside pergunta a você a cada vez.
window-sharing-conversation = Chat e o que aconteceu
window-sharing-message = Mensagem para quem está ajudando
window-sharing-send = Enviar
window-sharing-wrote = { $helper } escreve: { $text }
window-sharing-cut = O que estava aqui antes está no registro da sessão.
window-sharing-bandwidth = Conexão lenta?
window-sharing-rate = Quanto está sendo enviado agora?
window-sharing-cap = Não enviar mais que (kbit/s)

## The window: the question before a session is ended

window-leave-title = Você quer encerrar a sessão?
window-leave-what = Quem está ajudando não vai mais ver a sua tela. Para receber ajuda de novo, você precisa de um novo código.
window-leave-end = Encerrar a sessão
window-leave-stay = Continuar

## The window: the view after a session

window-end-title = A sessão foi encerrada
window-end-show-log = Mostrar o registro

## The window: people and settings

setup-people = Pessoas
setup-settings = Configurações
setup-back = Voltar
setup-busy = Um momento…
setup-done = Salvo.
setup-save = Salvar
setup-cancel = Cancelar
setup-not-here = isto não pode ser mudado aqui
setup-no-number = era esperado um número
setup-device-counts = O que é pressionado por meio do dispositivo “{ $device }” conta como pressionado por você. Qualquer programa pode pressionar por meio dele.
setup-bad-name = Isto não pode ser um nome: { $why }.
setup-offers-failed = No momento, não é possível aguardar ofertas de ajuda: { $why }. Há uma nova tentativa em breve.
setup-last-helped = Última ajuda: { $date }.
setup-forget = Você quer esquecer { $name }?
setup-people-unknown = Não é possível ler os seus contatos: { $why }.
setup-kept-in = Suas escolhas ficam guardadas em { $file }.
setup-logged-in = Os registros ficam guardados em { $folder }.
setup-nothing-shared = Nada pode ser compartilhado agora: { $why }.
setup-seconds =
    { $n ->
        [one] { $n } segundo
       *[other] { $n } segundos
    }
setup-minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
setup-hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
setup-percent = { $n }%
setup-language-system = Como na área de trabalho
setup-colours-system = Como no sistema
setup-colours-light = Texto escuro em fundo claro
setup-colours-dark = Texto claro em fundo escuro

## The window: offers of help

setup-offers-allow = Deixar pessoas que conheço oferecerem ajuda
setup-offers-what = Enquanto esta janela está aberta, essas pessoas veem que você pode receber ajuda e podem pedir para se conectar. O Alongside pergunta a você a cada vez, antes que alguém veja a sua tela.

## The window: the view of the people

setup-people-title = Pessoas que podem ajudar você sem código
setup-people-nobody = Ainda não há ninguém entre os seus contatos. Enquanto alguém estiver ajudando, você pode escolher se lembrar dessa pessoa.
setup-people-ask = Pedir ajuda
setup-people-key = Mostrar a chave
setup-people-hide-key = Esconder a chave
setup-people-key-is = A chave dessa pessoa, em forma curta. Para comparar, ela pode ler a dela para você:
setup-people-rename = Mudar o nome
setup-people-new-name = Novo nome
setup-people-forget = Esquecer
setup-people-forgetting = Essa pessoa não poderá mais vir sem código. Para se lembrarem de novo, cada um dos dois lados precisa concordar, durante uma conexão.
setup-people-keep = Manter
setup-people-by-owner = O dono deste computador decidiu que essa pessoa pode oferecer ajuda. O Alongside pergunta a você a cada vez.
setup-people-by-owner-unused = O dono deste computador indicou essa pessoa, mas não permite que se ofereça ajuda.

## The window: the view of the settings

setup-settings-title = Configurações
setup-settings-what = O que você mudar aqui vale a partir da próxima sessão.
setup-settings-name = Seu nome, como aparece para quem ajuda
setup-settings-server = Endereço do servidor que põe você em contato com quem ajuda; vazio para usar este próprio computador
setup-settings-view-only = Quem ajuda só pode olhar, nunca controlar
setup-settings-log = Guardar um registro de cada sessão
setup-settings-bandwidth = Em uma conexão lenta
setup-settings-reconnect = Quando a conexão com quem ajuda se perder, esperar por
setup-settings-expires = Um código vale por
setup-settings-map-port = Pedir uma porta ao roteador, para uma conexão direta. Com isso, qualquer pessoa na internet pode enviar pacotes a este programa
setup-settings-text-size = Tamanho do texto nesta janela
setup-settings-colours = Cores desta janela
setup-settings-language = Idioma deste programa
setup-settings-device = Teclado na tela ou acionador
setup-settings-no-device = Só o seu próprio mouse e o seu próprio teclado podem permitir algo.
setup-settings-choose-device = Escolher um dispositivo

## The window: the view of the device for assistance

setup-device-title = Um dispositivo que pressiona por você
setup-device-what = Um teclado na tela ou um acionador pressiona por meio de um dispositivo da área de trabalho. Se você indicar esse dispositivo aqui, o que ele pressionar conta como pressionado por você, por exemplo “Permitir”.
setup-device-opens = Isto abre uma porta: qualquer programa deste computador pode pressionar por meio desse dispositivo e, assim, permitir algo no seu lugar. Do momento em que alguém que ajuda compartilha o controle até o fim da sessão, esse dispositivo não conta.
setup-device-how = Pressione o botão abaixo com um mouse ou teclado deste computador, ou deixe alguém ao seu lado fazer isso.
setup-device-known = Dispositivos desta área de trabalho:
setup-device-name = Nome do dispositivo
setup-device-none = Nenhum dispositivo

## The window: who decided what holds

setup-decided-default = Este é o padrão.
setup-decided-file = Você escolheu isto.
setup-decided-variable = Uma variável de ambiente decide isto, enquanto este programa estiver aberto.
setup-decided-command-line = Isto foi escolhido quando o programa foi iniciado, e vale até ele ser fechado.
setup-decided-owner = O dono deste computador decidiu isto. Você não pode mudar.

## The window: an invitation as a file or by e-mail

sending-not-open = o convite não está mais aberto, e por isso não há nada para enviar. Peça ajuda de novo
sending-enough-mail = não se envia mais nenhum e-mail deste convite. Salve-o como arquivo ou diga o código a quem vai ajudar
mail-unwritten = não é possível escrever a mensagem: { $why }
mail-unattached = não é possível gravar o anexo: { $why }
mail-no-program = aqui não há { $program } para abrir um programa de e-mail; preencha [email] na configuração, ou salve o convite como arquivo (--save-as)
mail-program-failed = não é possível usar { $program }: { $why }
mail-unopened = nenhum programa de e-mail foi aberto ({ $program }: { $status }); preencha [email] na configuração, ou salve o convite como arquivo (--save-as)
mail-slow = o servidor de e-mail { $host } não aceitou a mensagem a tempo
mail-silent = o servidor de e-mail { $host } não respondeu a tempo
mail-login = o servidor de e-mail { $host } não aceitou o nome ou a senha; confira user e password_file em [email]
mail-refused = o servidor de e-mail { $host } recusou a mensagem: { $reply }
mail-insecure = não há conexão segura com o servidor de e-mail { $host }: { $why }; confira tls e port em [email]
mail-unusable = não é possível usar o servidor de e-mail { $host }: { $why }; confira host, port e tls em [email]
sending-file-name = Convite
sending-title = Ou dê um convite a quem vai ajudar:
sending-file = Salvar como arquivo
sending-path = Arquivo para salvar
sending-save = Salvar
sending-path-error = Escreva o nome de um arquivo, ou o caminho inteiro, começando com uma barra (/).
sending-mail = Enviar por e-mail
sending-address = Endereço de e-mail de quem vai ajudar
sending-address-error = Escreva um endereço de e-mail, como jacky@example.org.
sending-sending = O e-mail está sendo enviado…
sending-opening = Seu programa de e-mail está sendo aberto…
sending-without-words = Ele diz onde quem vai ajudar pode encontrar você, e até quando. As palavras do código não estão nele: diga as palavras por telefone.
sending-send = Enviar o e-mail
sending-open = Abrir no meu programa de e-mail
sending-forbidden-program = O dono deste computador decidiu que e-mails só são enviados por um servidor de e-mail, e as suas configurações não indicam nenhum.
sending-forbidden-server = O dono deste computador decidiu que e-mails só são enviados pelo programa de e-mail da área de trabalho, e as suas configurações indicam um servidor de e-mail.
sending-forbidden-all = O dono deste computador decidiu que convites não são enviados por e-mail.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = Não há mais nada a responder.
consent-no-evidence = Aqui esta janela não consegue saber se foi você ou um programa que pressionou o botão. Responda no terminal.
consent-no-press = Isto não veio do seu mouse nem do seu teclado. É você quem precisa pressionar o botão, com o mouse, Enter ou a barra de espaço.
consent-program = Foi um programa que pressionou isto, não você. Se você quiser permitir, use o seu próprio mouse ou teclado.
consent-program-may = No momento, outro programa pode pressionar teclas e botões aqui, como uma área de trabalho remota. Encerre esse programa e pressione de novo.
consent-program-too = Um programa também pressionou teclas ou botões. Espere um momento e pressione de novo com o mouse.
consent-too-soon = Foi rápido demais. Leia a pergunta e pressione de novo.
consent-held = A tecla foi pressionada antes de a pergunta aparecer, ou ficou pressionada. Solte a tecla e pressione de novo.
consent-typing = Você estava digitando. Leia a pergunta e pressione de novo.
consent-remapped = Seu teclado ou mouse acaba de ser configurado de outra forma. Espere um momento e pressione de novo com o mouse.
consent-pointer-waited = O ponteiro do mouse já estava sobre o botão quando a pergunta apareceu. Tire o ponteiro dali, volte e pressione de novo.
consent-pointer-elsewhere = O ponteiro do mouse não está sobre o botão. Leve o ponteiro até lá e pressione de novo.
consent-pointer-moved = O ponteiro foi movido, mas não pelo seu mouse. Tire o ponteiro dali, volte e pressione de novo.
consent-window-changed = Esta janela foi movida ou coberta neste momento. Olhe para ela e pressione de novo.
consent-window-covered = Esta janela precisa estar visível por inteiro. Tire o que está na frente dela e pressione de novo.
consent-presses-proved = Você pode permitir coisas na janela: um botão conta como pressionado por você enquanto nenhum outro programa puder pressionar. Não dá para saber se há algo por cima da janela.
consent-presses-not-proved = Nada pode ser permitido na janela, só em um terminal.

## The window: the code said aloud

speech-say = Dizer em voz alta
speech-stop = Parar de falar
speech-heard = Todas as pessoas no local ouvem o código. Só use a voz alta onde você puder.
speech-failed-not-here = Neste sistema, ainda não é possível dizer o código em voz alta.
speech-failed-not-installed = Nenhum programa deste computador fala. Instale o pacote { $package } para ouvir o código em voz alta.
speech-failed = A voz deste computador não funciona. Há um alto-falante?
speech-failed-system = Não é possível iniciar a voz: { $why }.

## The window: the small picture of what the Helper sees

seen-show = O que aparece para quem está ajudando
seen-hide = Esconder o que aparece para quem está ajudando
seen-picture = O que aparece agora para quem está ajudando
seen-what = O que aparece agora para quem está ajudando, sem a barra no alto da tela.
seen-nothing = Agora quem está ajudando não vê nada.
seen-soon = A imagem vem em um momento.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = Mostrar a janela
desk-asked = O Alongside tem uma pergunta para você
desk-seen = Sua tela pode ser vista
desk-controlled = Quem está ajudando compartilha o controle
desk-wrote = Quem está ajudando escreveu para você
desk-ended = A sessão foi encerrada
desk-asked-connect = { $helper } quer se conectar e ver a sua tela.
desk-asked-control = { $helper } quer compartilhar o controle do seu computador.
desk-asked-clipboard-read = { $helper } quer receber o que você copia.
desk-asked-clipboard-write = { $helper } quer pôr algo na sua área de transferência.
desk-asked-file-in = { $helper } quer enviar arquivos para você.
desk-asked-file-out = { $helper } pede um arquivo a você.
desk-asked-point = { $helper } quer apontar para coisas na sua tela.
desk-asked-remember = Você quer se lembrar de { $helper }?
desk-answer = Responda na janela. Se você não fizer nada, isso não será permitido.
desk-wrote-what = { $helper } escreveu para você.

## Helpers whom the User remembers, and offers

contacts-no-key = A chave enviada por quem está ajudando não é uma chave, e por isso ninguém foi guardado como contato.
contacts-none = Não há ninguém que ajude entre os seus contatos. Digite /remember enquanto alguém estiver ajudando.
contacts-no-server = Só o seu servidor sabe quem está disponível agora; indique o servidor com --server URL.
contacts-to-needs-no-code = --to não precisa de código, e por isso não há nada para salvar, nada para enviar por e-mail e nenhuma palavra para escolher. Deixe de fora --to, ou então --save-as, --email, --choose-words e --words-file
contacts-not-remembered-no-answer = Quem está ajudando não respondeu, e por isso ninguém foi guardado como contato.
contacts-not-remembered-unproven = Quem está ajudando não conseguiu provar que a chave enviada lhe pertence, e por isso ninguém foi guardado como contato.
contacts-not-remembered-declined = Quem está ajudando não quer ficar entre os seus contatos, ou o navegador dessa pessoa não consegue fazer isso.
contacts-asker = { $alias } (usa agora o nome { $helper })
contacts-proven-code = Essa pessoa provou que conhece o seu código.
contacts-proven-contact = Essa pessoa provou que é o seu contato { $helper }.
contacts-proven-policy = Essa pessoa provou que é { $helper }, a quem o dono deste computador permite oferecer ajuda.
contacts-remember = { $helper } gostaria que vocês se lembrassem um do outro. Depois disso, você pode pedir ajuda a essa pessoa sem código, com: alongside share --to NOME. Mesmo assim, o Alongside pergunta a você a cada vez, antes que alguém veja a sua tela. Você quer se lembrar de { $helper }?
contacts-waiting-available = Aguardando { $helper }, que está disponível agora. Não é preciso código.
contacts-waiting = Aguardando { $helper }, que não está disponível agora. Não é preciso código; deixe isto aberto.
contacts-waiting-for-offers = Podem oferecer ajuda: { $helpers }. Disponíveis agora: { $available }. O Alongside pergunta a você antes que alguém veja a sua tela.
contacts-nobody = ninguém
contacts-left-out =
    { $n ->
        [one] Não há lugar para aguardar todas as pessoas que ajudam ao mesmo tempo; { $n } delas não consegue encontrar este computador. Esqueça os contatos de que você não precisa mais: alongside contacts forget NOME
       *[other] Não há lugar para aguardar todas as pessoas que ajudam ao mesmo tempo; { $n } delas não conseguem encontrar este computador. Esqueça os contatos de que você não precisa mais: alongside contacts forget NOME
    }
contacts-stranger = Alguém que não é conhecido aqui tentou se conectar sem código. A conexão foi recusada.
contacts-stranger-often = Alguém que não é conhecido aqui tentou se conectar sem código ({ $n } vezes). A conexão foi recusada.
contacts-remembered = Você e { $helper } se lembram um do outro. Da próxima vez: alongside share --to { $name }
contacts-remembered-already = Você e { $helper } já se lembram um do outro. Da próxima vez: alongside share --to { $name }
contacts-other-key = ATENÇÃO: esta não é a chave do seu contato { $helper }. Alguém pode estar fingindo ser { $helper }, ou { $helper } usa outro navegador agora. Ninguém foi guardado como contato. Se você tiver certeza de quem é, esqueça o contato primeiro: alongside contacts forget { $name }
contacts-not-kept = Quem está ajudando não foi guardado como contato: { $why }. A sessão continua.
contacts-not-noted = Não foi anotado que este contato está ajudando você agora: { $why }. A sessão continua.
contacts-names-unknown = Não é possível ler os seus contatos: { $why }. Não haverá aviso se alguém usar o nome de um deles.
contacts-column-name = NOME
contacts-column-key = CHAVE
contacts-column-since = DESDE
contacts-column-last = ÚLTIMA
contacts-column-now = AGORA
contacts-available-yes = disponível
contacts-available-no = -
contacts-available-unknown = não se sabe
contacts-not-asked = Não se sabe quem está disponível agora: { $why }.
contacts-own-fingerprint = Impressão digital da chave:
contacts-own-key = Chave pública:

## Names that others chose

names-quoted = “{ $name }”
names-resembles-code = ATENÇÃO: esta pessoa pode não ser { $known }, que você conhece. Quem tem o seu código pode escolher um nome assim, e a chave de { $known } não foi apresentada.
names-resembles = ATENÇÃO: esta pessoa não é { $known }, que você conhece. Foi ela mesma que escolheu um nome assim.

## The rights beside the picture and control

typed-allow-clipboard = permitir copiar e colar
typed-for-minutes = por 10 minutos
typed-for-session = durante a ajuda
rights-clipboard-works = O que uma pessoa copia, a outra pode colar, depois que você permitir.
rights-no-clipboard-here = Nesta área de trabalho, não é possível compartilhar a área de transferência: o que uma pessoa copia, a outra não pode colar.
rights-clipboard-emptied = Sua área de transferência está vazia agora: não foi possível pôr nela o que quem está ajudando enviou, e o que você tinha copiado antes se perdeu.
rights-read-meaning = “Uma vez” quer dizer: a próxima coisa que você copiar. Você pode retirar a permissão a qualquer momento.
rights-write-meaning = “Uma vez” quer dizer: uma só coisa. Nada é colado nem aberto sozinho.
rights-clipboard-read = { $asker } quer receber o que você copiar de agora em diante: textos e imagens. O que você copiou antes não é enviado, nem o que um gerenciador de senhas marcar como secreto. Você quer permitir isso?
rights-clipboard-write = { $asker } quer pôr algo na sua área de transferência, para você poder colar. Isso ocupa o lugar do que você copiou por último. Você quer permitir isso?
rights-what-look = ver a sua tela
rights-what-control = usar o mouse e o teclado deste computador
rights-what-system-prompts = ver e responder pedidos de senha e perguntas do sistema
rights-what-clipboard-read = receber o que você copia
rights-what-clipboard-write = pôr algo na sua área de transferência
rights-what-point = apontar e desenhar na sua tela
rights-what-type = digitar
rights-what-file-in = enviar estes arquivos a você
rights-what-file-out = receber um arquivo que você escolher
rights-what-sound = ouvir o som do seu computador
rights-what-voice = falar com você
rights-what-record = gravar a sessão
rights-what-another-helper = trazer outra pessoa para ajudar
rights-what-hand-over = passar a ajuda a outra pessoa
rights-may = Essa pessoa pode { $what }.
rights-granted-once = { $helper } pode { $what }, uma vez. Retire a permissão na janela ou com /revoke { $right }.
rights-granted-minutes = { $helper } pode { $what }, por { $n } minutos. Retire a permissão na janela ou com /revoke { $right }.
rights-granted-session = { $helper } pode { $what }, até o fim da sessão. Retire a permissão na janela ou com /revoke { $right }.
rights-ended-time = O tempo acabou: { $helper } não pode mais { $what }.
rights-ended-by-user = { $helper } não pode mais { $what }.
rights-ended-by-helper = { $helper } não precisa mais desta permissão: não pode mais { $what }.
rights-unknown = Era esperado /revoke e um destes: { $rights }.

## The window: rights

window-rights-this-time = Permitir uma vez
window-rights-ten-minutes = Permitir por 10 minutos
window-rights-session = Permitir até o fim da sessão
window-rights-revoke = Retirar a permissão
window-rights-title = O que quem está ajudando pode fazer

## What stops control

control-stops-esc = Você pode retomar o controle a qualquer momento com a tecla Esc.
control-stops-time = Nesta área de trabalho, a tecla Esc não encerra o controle. Para encerrar, use “{ $button }”, ou /stop no terminal, ou o sinal de compartilhamento da área de trabalho. O controle termina sozinho depois de { $n } minutos.
control-stops-it-esc = Pressione Esc para encerrar isso.
control-stops-it-time = Encerre isso com “{ $button }” na janela, ou com /stop no terminal: a tecla Esc não encerra. Termina sozinho depois de { $n } minutos.
control-ended-time = Os { $n } minutos acabaram, e por isso quem está ajudando não compartilha mais o controle. Essa pessoa pode pedir de novo.
control-ended-by-user = Você retomou o controle.
control-ended-by-helper = Quem está ajudando devolveu o controle.

## Files

typed-allow-files = permitir arquivos
files-incoming-meaning = Eles são salvos neste computador com os nomes dados por quem está ajudando. Abra-os só se você souber o que são. Você pode parar o envio a qualquer momento.
files-outgoing-meaning = Só com isso, nada é enviado: você escolhe cada arquivo. Você pode retirar a permissão a qualquer momento.
files-incoming =
    { $n ->
        [one] { $asker } quer enviar { $n } arquivo para você ({ $size }). Ele é salvo em { $folder }, e não é aberto. Você quer este arquivo?
       *[other] { $asker } quer enviar { $n } arquivos para você ({ $size }). Eles são salvos em { $folder }, e não são abertos. Você quer estes arquivos?
    }
files-incoming-folder =
    { $n ->
        [one] { $asker } quer enviar para você a pasta { $name } com { $n } arquivo ({ $size }). Ela é salva em { $folder }, e nada é aberto. Você quer esta pasta?
       *[other] { $asker } quer enviar para você a pasta { $name } com { $n } arquivos ({ $size }). Ela é salva em { $folder }, e nada é aberto. Você quer esta pasta?
    }
files-incoming-folder-empty =
    { $n ->
        [one] { $asker } quer enviar para você a pasta { $name } com { $n } arquivo e { $empty } ({ $size }). Ela é salva em { $folder }, e nada é aberto. Você quer esta pasta?
       *[other] { $asker } quer enviar para você a pasta { $name } com { $n } arquivos e { $empty } ({ $size }). Ela é salva em { $folder }, e nada é aberto. Você quer esta pasta?
    }
files-empty-folders =
    { $n ->
        [one] { $n } pasta vazia
       *[other] { $n } pastas vazias
    }
files-offered = { $name }, { $size }
files-programs-first =
    { $n ->
        [one] { $n } deles pode ser executado como programa e aparece primeiro:
       *[other] { $n } deles podem ser executados como programas e aparecem primeiro:
    }
files-more = e mais { $n }, { $size } no total
files-incoming-any = { $asker } quer enviar arquivos para você. Você quer recebê-los?
files-outgoing = { $asker } pede um arquivo a você. Essa pessoa só recebe arquivos e pastas que forem escolhidos por você. Você quer permitir isso?
files-your-helper = quem está ajudando
files-notice-coming = O arquivo { $name } está a caminho deste computador.
files-notice-offered = O arquivo { $name } foi oferecido a { $helper }.
files-notice-running = { $name }: { $part } de { $size }.
files-notice-paused = { $name } está em pausa até você continuar.
files-notice-arrived = O arquivo { $name } chegou. Ele está em { $path }
files-notice-sent = O arquivo { $name } foi enviado a { $helper }.
files-notice-not-arrived = O arquivo { $name } não chegou: { $why }.
files-notice-not-sent = O arquivo { $name } não foi enviado: { $why }.
files-folder-arrived =
    { $n ->
        [one] A pasta { $name } chegou completa, com { $n } arquivo.
       *[other] A pasta { $name } chegou completa, com todos os { $n } arquivos.
    }
files-folder-not-arrived = A pasta { $name } não chegou.
files-folder-partly =
    { $n ->
        [one] Da pasta { $name }, { $n } de { $count } arquivos não chegou.
       *[other] Da pasta { $name }, { $n } de { $count } arquivos não chegaram.
    }
files-folder-at = Ela está em { $path }
files-folder-first = O primeiro é { $file }: { $why }.
files-folder-why = Motivo: { $why }.
files-not-come =
    { $n ->
        [one] { $n } arquivo que você aceitou não chega há 5 minutos, e talvez não chegue mais.
       *[other] { $n } arquivos que você aceitou não chegam há 5 minutos, e talvez não cheguem mais.
    }
files-failure-cancelled = o envio foi cancelado
files-failure-not-allowed = não há mais permissão
files-failure-changed = o conteúdo mudou durante o envio
files-failure-damaged = chegou com defeito
files-failure-disk-full = o disco está cheio
files-failure-page-reloaded = quem está ajudando recarregou a página
files-failure-stalled = nada chegou nos últimos 5 minutos
files-failure-unanswered = quem está ajudando não disse em 15 minutos se queria receber
files-failure-too-large = o outro navegador não consegue guardar tanto
files-failure-scanner = o antivírus não deixa passar
files-failure-failed = não foi possível ler ou gravar
files-not-sent = { $path } não foi enviado: { $why }.
files-not-sent-owner = o dono deste computador não permite
files-not-sent-paused = o compartilhamento está em pausa
files-not-sent-nobody = não há ninguém ajudando agora
files-not-sent-now = não é possível agora
files-no-file = não é um arquivo
files-large = é grande demais
files-many = tem arquivos demais, ou pastas demais umas dentro das outras: faça um arquivo ZIP com isso, e envie o ZIP
files-within = { $file }, dentro dela: { $why }
files-disk = não é possível ler: { $why }
files-links-left-out =
    { $n ->
        [one] { $n } link ou dispositivo em { $path } não é enviado: só vão arquivos e pastas.
       *[other] { $n } links ou dispositivos em { $path } não são enviados: só vão arquivos e pastas.
    }
files-size-bytes =
    { $n ->
        [one] { $n } byte
       *[other] { $n } bytes
    }
files-decimal-mark = ,
files-dialog-failed = A caixa de diálogo falhou: { $why }. Escreva o caminho.
files-dialog-elsewhere = O que você escolheu não está neste computador. Salve aqui primeiro, e depois escolha de novo.
files-too-many = São { $n } arquivos. De uma vez, podem ser enviados { $most }: escolha menos arquivos, ou a pasta em que estão.

## The window: files

window-files-send = Enviar um arquivo ou uma pasta
window-files-while-controlled = Não enquanto o controle está compartilhado: quem está ajudando poderia escolher o arquivo. Primeiro retome o controle.
window-files-offered = Arquivos
window-files-path = Arquivo ou pasta para enviar
window-files-files = Escolher arquivos…
window-files-folder = Escolher uma pasta…
window-files-files-title = Arquivos para quem está ajudando
window-files-folder-title = Uma pasta para quem está ajudando
window-files-chosen = O que você escolheu
window-files-send-chosen = Enviar o que foi escolhido
window-files-forget = Não enviar
window-files-chosen-while-controlled = O que você escolheu não é enviado: o controle está compartilhado, e quem está ajudando poderia pressionar algo na caixa de diálogo. Retome o controle e escolha de novo.
window-files-no-dialog = Esta área de trabalho não tem uma caixa de diálogo para isso. Escreva o caminho.
window-files-strange-name = Este nome não pode ser usado: ele contém algo que não é caractere. Dê outro nome ao arquivo.
window-files-pause = Pausar
window-files-pause-folder = Pausar pasta
window-files-continue = Continuar
window-files-cancel = Cancelar
window-files-cancel-folder = Cancelar pasta
window-files-send-this = Enviar este

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = permitir apontar
marks-meaning = Com a tecla Esc, com uma pausa ou quando você retira a permissão, some tudo o que essa pessoa desenhou.
marks-question = { $asker } quer apontar para coisas na sua tela, desenhar nela e sugerir passos. O que essa pessoa desenha fica por cima das suas janelas e não clica em nada. Você quer permitir isso?
marks-step-button = { $text } (botão “{ $name }”)
marks-step-check-box = { $text } (caixa de seleção “{ $name }”)
marks-step-radio-button = { $text } (opção “{ $name }”)
marks-step-switch = { $text } (chave liga/desliga “{ $name }”)
marks-step-link = { $text } (link “{ $name }”)
marks-step-menu = { $text } (menu “{ $name }”)
marks-step-menu-item = { $text } (item de menu “{ $name }”)
marks-step-field = { $text } (campo “{ $name }”)
marks-step-list = { $text } (lista “{ $name }”)
marks-step-item = { $text } (item “{ $name }”)
marks-step-tab = { $text } (aba “{ $name }”)
marks-step-slider = { $text } (controle deslizante “{ $name }”)
marks-step-other = { $text } (“{ $name }”)
marks-next = Passo { $n } de { $count }: { $text }
marks-all-done = Todos os passos foram feitos.
marks-suggested = { $helper } sugere, passo { $n } de { $count } (/next quando estiver feito)
marks-none = { $helper } não sugere mais nenhum passo.
marks-suggests = { $helper } sugere: { $step } Quando estiver feito, digite /next.
marks-listed = { $n }. { $text }
marks-listed-done = Feito: { $n }. { $text }

## The window: steps

window-steps-title = Sugestões de quem está ajudando
window-steps-next = Próximo passo
window-steps-done = Feito

## The bandwidth

bandwidth-untouched = O papel de parede e os efeitos desta área de trabalho não são mudados, porque o alongside não sabe como. Mesmo assim, a imagem fica menor.
bandwidth-recovered = Sua área de trabalho está de novo como antes: a última sessão não terminou direito e tinha deixado mudanças.
bandwidth-nothing-to-restore = Não há nada para restaurar: nenhuma sessão deixou mudanças na sua área de trabalho.
bandwidth-gives-none = nada é reduzido por causa de uma conexão lenta
bandwidth-gives-no-full-window-drag = menos imagens enquanto algo grande se move
bandwidth-gives-no-background = menos imagens enquanto algo grande se move, e sem papel de parede
bandwidth-gives-full = menos imagens enquanto algo grande se move, sem papel de parede, sem efeitos, sem suavização de fontes e com menos cores
bandwidth-level = Nível de banda { $level }: { $what }. Agora são enviados { $kbit } kbit/s.
bandwidth-level-most = Nível de banda { $level }: { $what }. Agora são enviados { $kbit } kbit/s, no máximo { $most } kbit/s.
bandwidth-usage = Digite só /bandwidth para ver o nível, com none, no-full-window-drag, no-background ou full para escolher o nível, ou com um número de { $least } a { $most } para não enviar mais kbit/s do que isso.
bandwidth-not-changed = A aparência da área de trabalho não está como o nível pede: { $why }.
bandwidth-not-restored = Talvez a área de trabalho não esteja como antes: { $why }. Na próxima vez que o programa iniciar, ele tenta de novo; este comando também tenta: alongside restore-desktop

## A question of the desktop itself

portal-asks = Sua área de trabalho pergunta agora qual tela pode ser vista por quem está ajudando: escolha lá e concorde. Antes disso, nada é visto; se você disser não, a sessão é encerrada.
portal-asks-switch = Se você quiser que quem está ajudando possa usar o seu mouse e o seu teclado em algum momento, ligue lá também “Permitir interação remota”: ninguém usa o mouse e o teclado antes de você concordar aqui mais uma vez.
portal-may-ask = Talvez sua área de trabalho pergunte agora qual tela pode ser vista por quem está ajudando, e também sobre o mouse e o teclado: escolha e concorde lá. Se você disser não, a sessão é encerrada. Ninguém usa o mouse e o teclado antes de você concordar aqui mais uma vez.
portal-restored = Você deixou sua área de trabalho lembrar o que quem está ajudando pode ver. Talvez ela mostre isso agora sem perguntar. Para escolher de novo na próxima vez, apague { $file }.
portal-restored-input = Ninguém usa o mouse e o teclado antes de você concordar aqui mais uma vez.

## The built-in server in a network of strangers

public-network-asked = Você permite que outras pessoas nesta rede tentem se conectar ao seu computador?
public-network-refused = esta rede conta como pública, e não foi permitido que outras pessoas nela tentem se conectar a este computador. Se você confia nas pessoas desta rede, marque a rede como privada nas configurações do Windows (Rede e Internet) ou inicie com --listen 0.0.0.0:7575. Se não, use um servidor (--server URL) ou deixe que só este computador se conecte (--listen 127.0.0.1:7575)
public-network-refused-in-window = esta rede conta como pública, e não foi permitido que outras pessoas nela tentem se conectar a este computador. Se você confia nas pessoas desta rede, marque a rede como privada nas configurações do Windows (Rede e Internet), ou feche o Alongside e abra de novo, para que a pergunta volte. Se não, indique um servidor em “Configurações”
public-network-kind-said-unknown = O sistema não diz que tipo de rede é esta.
public-network-kind-said-domain = O sistema diz que esta rede é de uma organização.
public-network-kind-said-private = O sistema diz que esta rede é privada.
public-network-kind-said-unclear = O sistema não disse que tipo de rede é esta, e por isso ela conta como pública.
public-network-kind-said-public = O sistema diz que esta rede é pública.
public-network-meaning = Esta rede conta como pública, como em um café ou hotel. Para que quem vai ajudar possa se conectar, o Alongside aceitaria conexões em { $address }, e qualquer pessoa nesta rede poderia então tentar se conectar ao seu computador. Ninguém vê a sua tela sem a sua permissão. Um sim vale até você fechar o Alongside.

## A part of the program has failed

parts-failed-pictures = Uma parte do alongside falhou: a que mostra a sua tela. A sessão é encerrada.
parts-failed-picture = Uma parte do alongside falhou: a que envia a imagem. A sessão é encerrada.
parts-failed-channels = Uma parte do alongside falhou: a que recebe o que vem de quem está ajudando. A sessão é encerrada.
parts-failed-signal-link = Uma parte do alongside falhou: a que mantém o contato com o servidor. A sessão é encerrada.
parts-failed-mail = Uma parte do alongside falhou: a que envia o seu convite. Talvez ele não tenha sido enviado.
parts-failed-contacts = Uma parte do alongside falhou: a que conhece os seus contatos. A sessão é encerrada.
parts-failed-log = Uma parte do alongside falhou: a que escreve o registro. A sessão é encerrada.
parts-failed-input = Uma parte do alongside falhou: a que digita e clica. A sessão é encerrada.
parts-failed-panic-key = Uma parte do alongside falhou: a que espera pela tecla Esc. A sessão é encerrada.
parts-failed-prompts = Uma parte do alongside falhou: a que percebe pedidos de senha. A sessão é encerrada.
parts-failed-press-watch = Uma parte do alongside falhou: a que vê se é você ou um programa que pressiona um botão. Responda às perguntas no terminal.
parts-failed-desk = Uma parte do alongside falhou: a que mostra as notificações e o ícone. A janela mostra tudo o que eles mostrariam.
parts-failed-appearance = Uma parte do alongside falhou: a que muda a aparência da área de trabalho. Se a sua área de trabalho não estiver como antes, execute: alongside restore-desktop
parts-failed-port-mapping = Uma parte do alongside falhou: a que pede uma porta ao seu roteador. Se o roteador abriu uma porta, ele a fecha em até 20 minutos.
parts-failed-border = Uma parte do alongside falhou: a que desenha uma borda em volta do que é compartilhado. O que é compartilhado continua o mesmo.
parts-failed-elements = Uma parte do alongside falhou: a que encontra aquilo de que um passo trata. Os passos ficam onde quem está ajudando os põe.
parts-failed-marks = Uma parte do alongside falhou: a que mostra o que quem está ajudando desenha. Nada mais é desenhado.
parts-failed-clipboard = Uma parte do alongside falhou: a que compartilha a área de transferência. A área de transferência não é mais compartilhada.
parts-failed-transfers = Uma parte do alongside falhou: a que lê e grava o que é transferido. Nada mais é transferido.

## The page of the Helper

page-other-build = A página de quem está ajudando é de outra compilação ({ $theirs }), e não da que pertence a este programa ({ $own }). Isso é normal quando o servidor tem outra versão do Alongside. Se você não esperava isso, pergunte a quem cuida do servidor.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = O lado de quem está ajudando não confirma o que deve ter visto: falta a assinatura desse lado no registro desta sessão. O seu próprio registro continua e diz onde ela falta.
log-verified =
    { $n ->
        [one] O registro está como foi escrito: { $n } entrada; assinadas pelo outro lado: { $signed }.
       *[other] O registro está como foi escrito: { $n } entradas; assinadas pelo outro lado: { $signed }.
    }
log-line-signed = Assinado pelo outro lado: { $entries }
log-line-unseen = Não assinado, porque o outro lado não vê isso ou já não estava: { $entries }
log-line-missing = Não assinado, embora o lado de quem ajuda possa ver isso: { $entries }
log-line-disputed = Contestado pelo lado desta cópia, que não viu nada disso: { $entries }
log-line-both = Assinado pelos dois lados, que viram isso: { $entries }
log-line-one-unseen = A palavra de um só lado, porque o outro não vê isso ou já não estava: { $entries }
log-line-one-missing = A palavra de um só lado, embora o lado de quem ajuda possa ver isso: { $entries }
log-verified-means = O que está assinado, o próprio outro lado viu. O que não está é a palavra de um só lado. Os horários são do relógio do computador compartilhado. Só a cópia do outro lado pode mostrar se as duas coincidem.
log-same =
    { $n ->
        [one] As duas cópias coincidem: { $n } entrada.
       *[other] As duas cópias coincidem: { $n } entradas.
    }
log-up-to = As duas cópias coincidem até a entrada { $entry }. Depois disso, os dois lados ficaram sem conexão: a primeira cópia continua com { $one }, a segunda com { $other }.
log-entries =
    { $n ->
        [one] { $n } entrada
       *[other] { $n } entradas
    }
log-agreement-means = Nenhuma entrada foi alterada desde a sessão. O que os dois lados assinaram aconteceu como está escrito; o resto foi anotado pelos dois, e um lado responde por isso. Os horários são do relógio do computador compartilhado. Isto não prova quem eram as duas pessoas.
log-other-session = as duas cópias não coincidem: são diferentes a partir da entrada 1, e por isso são de sessões diferentes, ou uma delas foi inventada
log-differ-from = as duas cópias não coincidem: são diferentes a partir da entrada { $entry }, que um lado assinou para o outro
log-differ-missing = as duas cópias não coincidem: a entrada { $entry } falta em uma delas, embora o lado dessa cópia a tenha assinado
log-differ-disputed = as duas cópias não coincidem: as duas têm a entrada { $entry }, e um lado anotou na hora que não viu nada disso
log-fault-empty = o registro não tem entradas
log-fault-no-key = o registro não diz de quem são as assinaturas que contém
log-fault-entry = a entrada { $entry } não está como foi escrita, ou falta uma antes dela
log-fault-unsigned = a entrada { $entry } não está como foi escrita: a assinatura não confere
log-fault-countersignature = a assinatura do outro lado na entrada { $entry } não está como foi escrita
log-fault-dispute = a linha que contesta a entrada { $entry } não está como foi escrita
log-read-long = o arquivo é longo demais para um registro de sessão
log-read-frame = o arquivo não começa e termina como um registro de sessão do Alongside
log-read-line = a linha { $line } não está como o Alongside a escreve
log-run = { $first } a { $last }
log-newer = { $entry } (de um Alongside mais novo)
log-and-more = { $entries } e mais { $n }

## The owner's rules

policy-note-view-only = O dono deste computador permite que quem ajuda só olhe, e por isso quem está ajudando não pode controlar este computador.
policy-note-lifetime = O dono deste computador permite que um convite valha por { $longest } no máximo.
policy-forbidden-invitations = o dono deste computador não permite convidar alguém para ajudar. Pergunte ao dono ou veja: alongside policy
policy-forbidden-offers = o dono deste computador não permite que se ofereça ajuda. Peça que [offer] allowed = true seja posto na política, ou seja você a pedir ajuda: alongside share
policy-forbidden-control = o dono deste computador permite que quem ajuda só olhe. Deixe --view-only=no de fora
policy-forbidden-lifetime = o dono deste computador permite que um convite valha por { $longest } no máximo. Use --expires { $longest }
policy-forbidden-email = o dono deste computador não permite convites por e-mail. Deixe --email de fora
policy-forbidden-email-program = o dono deste computador só permite enviar e-mails por um servidor de e-mail. Indique um em [email] no arquivo de configurações ou deixe --email de fora
policy-forbidden-email-server = o dono deste computador só permite enviar e-mails pelo programa de e-mail da área de trabalho. Tire [email] do arquivo de configurações ou deixe --email de fora
policy-forbidden-version = o dono deste computador não aceita nenhum protocolo mais antigo que { $minimum }, e esta versão fala { $own }. Atualize o alongside
policy-forbidden-level = o dono deste computador definiu o nível de banda como { $level }. Deixe como está ou peça que `bandwidth` seja mudado na política
policy-forbidden-reconnect = o dono deste computador definiu em { $only } o tempo de espera quando a conexão com quem ajuda se perde. Deixe --reconnect de fora ou peça que `reconnect` seja mudado na política
policy-forbidden-map-port = o dono deste computador não permite pedir uma porta ao roteador. Deixe --map-port de fora
policy-forbidden-assistive-device = o dono deste computador não permite que um dispositivo de programas responda na janela. Deixe --assistive-device de fora
policy-forbidden-log-folder = o dono deste computador quer um registro de cada sessão, na pasta da sua conta. Deixe --log-dir de fora
policy-forbidden-no-log = o dono deste computador quer um registro de cada sessão. Deixe --no-log de fora ou peça que `log` seja mudado na política
policy-log-required = não é possível salvar o registro desta sessão: { $why }. O dono deste computador quer um registro de cada sessão, e por isso nenhuma começa. Libere espaço ou veja: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = O que foi testado:
doctor-will-happen = O que vai acontecer:
doctor-for-admin = Para quem administra o sistema:
doctor-no-server = Sem --server, é usado o servidor que está dentro deste programa; por isso, isto não foi testado.
doctor-asks-to-listen = O servidor dentro deste programa pergunta a você antes de deixar que outras pessoas nesta rede tentem se conectar a este computador. Onde não há a quem perguntar, ele não inicia.
doctor-not-allowed = O servidor não foi contatado, porque as regras do dono deste computador não deixam compartilhá-lo.
doctor-not-reached = Não testado, porque não foi possível usar o servidor.
doctor-not-yet = Não faz parte desta versão.
doctor-no-desktop = Não testado, porque não há área de trabalho para controlar.
doctor-server-behind-proxy = Não foi possível chegar ao servidor, por causa do proxy.
doctor-tls-none = O endereço começa com http, e por isso não há TLS. Mesmo assim, o que os dois lados dizem é criptografado.
doctor-tls-valid = O servidor tem um certificado válido.
doctor-proxy-none = Nenhum proxy está em uso.
doctor-websocket-works = O servidor põe os dois lados em contato, e o caminho dele transporta mensagens.
doctor-websocket-no-lane = O servidor põe os dois lados em contato. Ele não tem um caminho próprio para a imagem.
doctor-relay-in-websocket = O retransmissor também pode ser usado dentro de um WebSocket.
doctor-websocket-broken = A conexão com o servidor foi aberta e depois caiu.
doctor-udp-works = Pacotes UDP chegam ao servidor, e as respostas dele voltam.
doctor-udp-not-offered = Não testado, porque este servidor não tem STUN nem retransmissor.
doctor-udp-blocked = Nenhum pacote UDP volta do servidor.
doctor-stun-works = O servidor informa a este computador o endereço externo dele.
doctor-stun-not-offered = Não testado, porque este servidor não indica nenhum servidor STUN.
doctor-relay-off = alongside-signal retransmite com --turn ENDEREÇO, por TLS também com --tls-cert, e indica outros retransmissores com --external-turn.
doctor-silent = nada responde
doctor-garbled = o que responde não fala o protocolo certo
doctor-no-packet = ele dá um endereço, mas nenhum pacote passa
doctor-ipv6-works = O servidor é acessado por IPv6.
doctor-ipv6-not-here = Este computador não tem IPv6; é usado IPv4.
doctor-ipv6-not-there = O servidor não tem endereço IPv6; é usado IPv4.
doctor-ipv6-proxied = Não testado, porque um proxy leva ao servidor.
doctor-ipv6-fails = Este computador e o servidor têm endereços IPv6, mas um não consegue chegar ao outro por eles.
doctor-nat-none = Nenhuma: o próprio endereço deste computador é visto de fora.
doctor-nat-same = Traduzido, e igual para duas portas do servidor, como fazem os roteadores domésticos. Conexões diretas funcionam na maioria das vezes.
doctor-nat-other = Traduzido de forma diferente para cada destino (simétrico). Conexões diretas raramente funcionam.
doctor-nat-one-seen = Traduzido. Aqui não dá para saber de que tipo, porque o servidor mostra isso de uma porta só.
doctor-nat-unknown = Não se sabe, porque nenhum servidor informou a este computador o endereço externo dele.
doctor-mapping-not-asked = Não testado, porque só com --map-port se pede uma porta ao roteador.
doctor-mapping-not-in-public = Não testado, porque esta rede conta como pública, e nela não se pede porta a nenhum roteador.
doctor-mapping-works = O roteador abriu uma porta para este computador e a fechou de novo.
doctor-screen-asked = O portal da área de trabalho e o PipeWire estão presentes. A área de trabalho pergunta pela tela quando uma sessão começa, a não ser que a resposta tenha sido guardada.
doctor-not-encoded = uma captura foi feita, mas não foi possível codificá-la
doctor-no-picture = a tela não mostra nenhuma imagem
doctor-check-failed = o teste da área de trabalho falhou
doctor-desktop-hangs = a área de trabalho não responde
doctor-input-works = Quem ajuda pode controlar os dois depois que você permitir.
doctor-input-works-without-prompts = Quem ajuda pode controlar os dois depois que você permitir, mas não as perguntas do sistema nem as janelas abertas como administrador: essas, só você usa.
doctor-panic-key-works = A tecla Esc retoma o controle a qualquer momento.
doctor-panic-key-works-presses-told = A tecla Esc retoma o controle a qualquer momento. Dá para distinguir uma tecla que você pressiona de uma que um programa pressiona.
doctor-panic-key-works-presses-imitated = A tecla Esc retoma o controle a qualquer momento. Dá para distinguir uma tecla que você pressiona de uma que um programa pressiona, a não ser que o programa imite o seu teclado.
doctor-panic-key-works-presses-not-told = A tecla Esc retoma o controle a qualquer momento. Não dá para distinguir uma tecla que você pressiona de uma que um programa pressiona.
doctor-encoder-not-tried = Não testado, porque não há imagem.
doctor-policy-none = Não há nenhuma neste computador, e por isso tudo é escolha sua.
doctor-policy-allows = O dono deste computador permite compartilhar; `alongside policy` mostra como.
doctor-policy-view-only = O dono deste computador permite que quem ajuda só olhe; `alongside policy` mostra mais.
doctor-log-off = Nenhum é guardado, como dizem a política ou as suas configurações.
doctor-no-log-folder = esta conta não tem pasta pessoal
doctor-direct = A imagem e os comandos vão direto de um computador ao outro, se a rede de quem ajuda permitir.
doctor-direct-near = A imagem e os comandos vão direto se quem ajuda estiver na mesma rede.
doctor-direct-inside = Este computador é o servidor. A imagem e os comandos vão direto até quem ajuda, se estiver na mesma rede.
doctor-through-server = Eles passam pelo servidor onde não há outra possibilidade.
doctor-server-first = A imagem e os comandos passam pelo servidor, que é o caminho mais lento.
doctor-look-only = Quem ajuda pode olhar, mas não controlar.
doctor-mend-server-user = Confira o endereço do servidor e se este computador está na internet; veja se o seu navegador abre esse endereço.
doctor-mend-server-admin = Confira se o nome é resolvido aqui, se alongside-signal está em execução e se os firewalls deixam passar TCP até a porta dele (443 para https).
doctor-mend-tls-user = Confira a data e a hora deste computador; se estiverem certas, pergunte a quem cuida do servidor.
doctor-mend-tls-admin = Dê ao servidor um certificado para o nome dele, com a cadeia completa (--tls-cert). Se um firewall daqui abre o TLS, instale a autoridade dele neste computador ou crie uma exceção para o servidor.
doctor-mend-proxy-user = Pergunte o endereço do proxy desta rede, com nome e senha se ele precisar, e indique-o com --proxy; ou tente --proxy none.
doctor-mend-proxy-admin = Faça o proxy aceitar CONNECT para a porta do servidor, ou indique outro com --proxy ou HTTPS_PROXY.
doctor-mend-websocket-user = Confira se o endereço é o de um servidor Alongside; se for, algo no caminho está bloqueando, então tente outra rede.
doctor-mend-websocket-admin = Faça os firewalls, proxies e proxies reversos no caminho deixarem passar WebSockets (RFC 6455) para /ws, /lane e /turn do servidor, com os cabeçalhos Upgrade e Connection.
doctor-mend-udp-user = Uma sessão ainda funciona por TCP, mas pode ser mais lenta; outra rede, como a de um celular, pode ser mais rápida.
doctor-mend-udp-admin = Deixe UDP sair para a porta 3478 do servidor e as respostas voltarem; para conexões diretas, para qualquer endereço e porta.
doctor-mend-stun-user = Uma conexão direta é improvável, e em vez dela é usado o retransmissor ou o servidor; outra rede pode ser mais rápida.
doctor-mend-stun-admin = Deixe UDP sair para a porta STUN do servidor (3478) e as respostas voltarem.
doctor-mend-relay-udp-user = Não é preciso fazer nada se outro retransmissor abaixo funcionar; se não, tente outra rede.
doctor-mend-relay-udp-admin = Deixe passar UDP até a porta 3478 do servidor, a partir daqui e no firewall do próprio servidor.
doctor-mend-relay-tcp-user = Não é preciso fazer nada se outro retransmissor funcionar; se não, tente outra rede.
doctor-mend-relay-tcp-admin = Deixe passar TCP até a porta 3478 do servidor, a partir daqui e no firewall do próprio servidor.
doctor-mend-relay-tls-user = Não é preciso fazer nada se outro retransmissor funcionar; se não, tente outra rede.
doctor-mend-relay-tls-admin = Deixe passar TLS até a porta do servidor sem abri-lo: firewalls que esperam HTTP dentro dele descartam TURN.
doctor-mend-relay-refuses-user = Avise quem cuida do servidor; uma sessão pode funcionar sem o retransmissor.
doctor-mend-relay-refuses-admin = Confira --turn-public-ip, as portas do retransmissor no firewall do servidor (UDP, de 32768 para cima) e o registro de alongside-signal ou do retransmissor externo.
doctor-mend-ipv6-user = Não é preciso fazer nada: é usado IPv4.
doctor-mend-ipv6-admin = Confira a rota IPv6 e os firewalls entre este computador e o servidor, ou remova o registro AAAA dele.
doctor-mend-nat-user = Não é preciso fazer nada se um retransmissor funcionar; outra rede pode ser mais rápida.
doctor-mend-nat-admin = Faça o NAT manter uma só porta externa para cada socket interno (mapeamento independente do destino, RFC 4787), ou abra portas e indique-as com --udp-ports.
doctor-mend-screen-user = Inicie este programa na sessão cuja tela vai ser compartilhada.
doctor-mend-screen-admin = Para compartilhar é preciso uma sessão X11 (DISPLAY) cujo cookie esta conta possa ler, ou uma sessão Wayland com xdg-desktop-portal, o backend dele para esta área de trabalho e PipeWire (libpipewire-0.3-0).
doctor-mend-input-user = Uma sessão funciona, mas quem ajuda só pode olhar.
doctor-mend-input-admin = O servidor X precisa das extensões XTEST e XInputExtension.
doctor-mend-panic-key-user = Uma sessão funciona, mas o controle não pode ser compartilhado: ele só é dado enquanto a tecla Esc puder retomá-lo.
doctor-mend-panic-key-admin = O servidor X precisa da versão 2 da extensão XInputExtension.
doctor-mend-encoder-user = Instale este programa de novo e, se não adiantar, informe o problema.
doctor-mend-encoder-admin = Compare com outro computador: o codificador não precisa de nada do sistema.
doctor-mend-policy-user = Pergunte ao dono deste computador.
doctor-mend-policy-admin = Mude o arquivo de política que `alongside policy` indica.
doctor-mend-log-user = Uma sessão funciona sem registro; libere espaço, ou use --no-log se você não quiser nenhum.
doctor-mend-log-admin = Permita que esta conta grave nessa pasta.
doctor-mend-log-required-user = O dono deste computador quer um registro de cada sessão, e por isso não há sessão sem ele; libere espaço.
doctor-mend-log-required-admin = Permita que esta conta grave nessa pasta, ou mude `log` na política.
doctor-refused-rate-limited = O servidor recebeu convites demais da sua rede nos últimos tempos.
doctor-refused-full = O servidor está cheio no momento.
doctor-refused-version = O servidor é de uma versão que não combina com este programa.
doctor-refused-otherwise = O servidor recusou o convite.
doctor-label-server = Servidor
doctor-label-tls = Criptografia (TLS)
doctor-label-proxy = Proxy
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = Endereço (STUN)
doctor-label-relay-udp = Retransmissor por UDP
doctor-label-relay-tcp = Retransmissor por TCP
doctor-label-relay-tls = Retransmissor por TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = Tradução de endereço
doctor-label-port-mapping = Mapeamento de porta
doctor-label-screen = Tela
doctor-label-input = Mouse e teclado
doctor-label-panic-key = Tecla Esc
doctor-label-clipboard = Área de transferência
doctor-label-sound = Som
doctor-label-encoder = Codificador de vídeo
doctor-label-policy = Política
doctor-label-log = Registro da sessão
doctor-server-answers = { $server } responde.
doctor-server-unreachable = Não foi possível acessar o servidor: { $why }.
doctor-server-silent = { $server } não responde a tempo.
doctor-proxy-leads = O proxy { $proxy } leva ao servidor.
doctor-lane-fails = O servidor põe os dois lados em contato, mas o caminho dele não transporta nada: { $why }.
doctor-not-upgraded-status = O servidor responde, mas não abre nenhum WebSocket (status HTTP { $status }).
doctor-not-upgraded = O servidor responde, mas não abre nenhum WebSocket.
doctor-mend-refused-version-user = Atualize este programa, ou peça a quem cuida do servidor que o atualize.
doctor-mend-refused-version-admin = Use a mesma versão de alongside-signal e de alongside.
doctor-mend-refused-user = Espere um minuto e tente de novo.
doctor-mend-refused-admin = Veja nas métricas de alongside-signal o que se esgotou; talvez seja preciso mudar --max-invitations e --trusted-proxy (para os endereços de clientes atrás de um proxy).
doctor-relay-works = Um pacote passou pelo retransmissor e voltou, por { $transport }.
doctor-relay-not-offered = Este servidor não tem retransmissor por { $transport }.
doctor-relay-fails = Não é possível usar o retransmissor por { $transport }: { $why }.
doctor-refused-with = ele recusa com o erro { $code }
doctor-no-mapping-no-router = Este computador não conhece nenhum roteador a quem pedir.
doctor-mend-no-router-user = Confira se este computador está na internet; sem a ajuda do roteador, o resto não muda.
doctor-mend-no-router-admin = A porta é pedida ao gateway da rota padrão de IPv4, só no Linux e no Windows.
doctor-no-mapping-silent = O roteador não responde a esses pedidos.
doctor-mend-router-silent-user = Ligue UPnP, PCP ou NAT-PMP nas configurações do seu roteador, se você quiser; se não, a conexão é feita sem isso.
doctor-mend-router-silent-admin = Faça o roteador responder a PCP e NAT-PMP (porta UDP 5351) ou a UPnP (SSDP na porta UDP 1900, com a descrição e o controle por TCP) nesta rede.
doctor-no-mapping-refused = O roteador se recusa a abrir uma porta.
doctor-mend-router-refuses-user = Veja nas configurações do seu roteador se este computador pode abrir portas.
doctor-mend-router-refuses-admin = Permita a este computador mapear portas UDP nas regras do roteador para UPnP e PCP, e veja se todas as portas dele estão ocupadas.
doctor-no-mapping-not-leased = O roteador deixaria a porta aberta para sempre, e por isso ela não foi usada.
doctor-mend-not-leased-user = Atualize o seu roteador, ou abra uma porta nele manualmente e indique-a com --udp-ports.
doctor-mend-not-leased-admin = O roteador precisa encerrar os mapeamentos sozinho (concessões de 20 minutos); ele só oferece permanentes, ou de mais de um dia.
doctor-no-mapping-not-public = Não é possível chegar da internet ao endereço externo do próprio roteador ({ $address }), porque outro o traduz. Uma porta ali não serve para nada.
doctor-mend-not-public-user = Não é preciso fazer nada se um retransmissor funcionar; peça ao seu provedor um endereço IPv4 público, ou IPv6.
doctor-mend-not-public-admin = Há um segundo NAT: o de uma operadora (RFC 6598), ou outro roteador entre este e a internet. Ponha esse em modo bridge, ou mapeie a porta nele também.
doctor-screen-works = Foi feita uma captura de { $width } × { $height } pixels.
doctor-screen-works-by = Foi feita uma captura de { $width } × { $height } pixels com { $method }.
doctor-panic-key-missing = Nesta área de trabalho, a tecla Esc não retoma o controle: ele termina sozinho depois de { $n } minutos.
doctor-encoder-works = Uma imagem foi codificada em { $kb } KB.
doctor-log-works = Ele pode ser gravado em { $folder }.
doctor-log-fails = Não é possível gravar o registro: { $why }.
doctor-through-relay = Eles passam pelo retransmissor (por { $transports }) onde isso não é possível.
doctor-relay-first = A imagem e os comandos passam pelo retransmissor, por { $transports }.
doctor-would-fail = Uma sessão não funcionaria: veja { $what } acima.

## Errors: why something could not be done

weak-unknown-word = a palavra { $n } não está entre as que formam códigos
weak-too-few = eram esperadas pelo menos { $least } palavras, e há { $n }
weak-too-many = eram esperadas no máximo { $most } palavras
weak-repeated = eram esperadas palavras todas diferentes
weak-example = eram esperadas outras palavras que não as do exemplo, que todo mundo conhece
weak-neighbours = eram esperadas palavras que não venham em seguida na lista
weak-alike = eram esperadas palavras que não comecem todas com a mesma letra
name-empty = ele está vazio
name-too-long = ele tem mais de { $n } bytes
name-unprintable = ele contém um caractere que não se vê
book-unknown = não há nenhum contato { $name }. Veja: alongside contacts
book-taken = já há um contato { $name }, cujo nome é igual ou parecido. Escolha outro nome, ou primeiro mude o nome desse contato ou esqueça-o
book-full = já há { $n } contatos. Esqueça um primeiro: alongside contacts forget NAME
book-nobody-offers = ninguém poderia oferecer ajuda: você não tem contatos guardados, e o dono deste computador não indicou ninguém. Digite /remember durante uma sessão, ou peça que `offer.helper` seja posto na política
save-occupied = { $path } existe e não é um convite, e por isso fica como está; escolha outro nome
save-exists = { $path } já existe, e por isso fica como está; escolha outro nome
save-failed = não é possível salvar o convite como { $path }: { $why }
log-silent = o disco não responde
dial-unknown-name = o nome { $name } não é conhecido; confira o nome e a sua conexão com a rede
dial-unreachable = { $name } não responde: { $why }
dial-no-certificates = este computador não tem uma lista de certificados confiáveis; instale ca-certificates
dial-certificate = { $name } não tem um certificado válido para uma conexão segura: { $why }
dial-proxy-unreachable = não é possível chegar ao proxy: { $why }; indique outro com --proxy, ou --proxy none
dial-proxy-needs-password = o proxy { $proxy } pede nome e senha; indique-os com --proxy http://NAME@{ $proxy }:PORT e --proxy-password-file FILE
dial-proxy-password = o proxy { $proxy } não aceita o nome e a senha de --proxy
dial-proxy-forbids = o proxy { $proxy } não permite a conexão com { $server }; peça a quem administra o proxy que a permita
dial-proxy-kind = o proxy deste sistema é do tipo { $kind }; indique um proxy HTTP com --proxy, ou --proxy none
dial-proxy-lost = o proxy { $proxy } fechou a conexão: { $why }
dial-no-proxy = { $proxy } não é um proxy HTTP; indique outro com --proxy, ou --proxy none
dial-proxy-status = o proxy { $proxy } não consegue se conectar a { $server }: ele responde com o status { $status }
rendezvous-silent = o servidor { $server } não respondeu em { $n } s
rendezvous-mute = o servidor { $server } não informa isso; ele pode ser antigo demais ou estar ocupado
rendezvous-unreachable = não é possível chegar ao servidor { $server }: { $why }
listen-failed = não é possível aguardar conexões em { $address }: { $why }.
listen-in-use = Outro programa usa esta porta; escolha outra com --listen ADDR:PORT
listen-not-here = Este computador não tem esse endereço; escolha um dos dele com --listen
listen-forbidden = As portas abaixo de 1024 são reservadas ao sistema; escolha outra com --listen
listen-otherwise = Escolha outro endereço com --listen ADDR:PORT
two-servers = --server e --listen se excluem: ou outro servidor, ou este computador

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = não é possível ler as configurações { $path }: { $why }
settings-unwritable = não é possível gravar as configurações { $path }: { $why }
settings-no-folder = esta conta não tem pasta para as configurações
settings-wrong = as configurações { $path } têm um erro na linha { $line }: { $what }
policy-unreadable = não é possível ler a política { $path }: { $why }. O dono deste computador precisa corrigir isso
policy-owner = a política não é confiável: { $path } não pertence ao dono deste computador ({ $owner })
policy-writable = a política não é confiável: { $path } pode ser alterado por outras pessoas ({ $how })
policy-wrong = a política { $path } tem um erro na linha { $line }: { $what }
protect-unix = é preciso chmod go-w
protect-windows = na guia “Segurança” das propriedades, permita que só administradores e SYSTEM gravem
private-no-folder = esta conta não tem pasta para as configurações, e por isso ninguém pode ser lembrado
private-exposed = { $path } não é privado: outras pessoas poderiam ler ou alterar o arquivo. Se ninguém fez isso, { $how }; senão, exclua o arquivo
private-how-unix = use chmod 600 no arquivo e chmod go-w na pasta dele
private-how-windows = deixe apenas a sua conta, os administradores e SYSTEM na guia “Segurança” das propriedades do arquivo e da pasta (“Avançadas” > “Desabilitar herança”); os dois devem pertencer à sua conta
private-owner = { $path } pertence a outra conta; mova o arquivo para outro lugar
file-unreadable = não é possível ler { $path }: { $why }
file-unwritable = não é possível gravar { $path }: { $why }
file-held = outro programa está usando o arquivo; feche o outro Alongside e tente de novo
private-wrong = { $path } tem um erro na linha { $line }: { $what }. Corrija o arquivo, ou mova-o para outro lugar para começar de novo
private-form = { $path } não tem a forma certa; o esperado: { $expected }. Corrija o arquivo, ou mova-o para outro lugar para começar de novo
expected-identity = “{ $head }” e uma chave em base64
log-folder-no-home = esta conta não tem pasta pessoal
log-leads-out = { $path } leva para fora da pasta pessoal
log-not-there = { $path } foi gravado e não está lá
password-file-unusable = não é possível usar o arquivo { $path } com a senha: { $why }
secret-exposed = outras pessoas podem ler o arquivo; { $how }
secret-empty = ele está vazio
hide-unix = torne-o privado com chmod 600
hide-windows = deixe apenas a sua conta, os administradores e SYSTEM na guia “Segurança” das propriedades (“Avançadas” > “Desabilitar herança”)
proxy-password-no-name = --proxy-password-file precisa do nome que o proxy espera; o esperado: --proxy http://NAME@HOST:PORT, sem senha
wrong-value = `{ $key }`: { $why }
wrong-unknown-key = a chave `{ $key }` não existe; existem: { $known }
wrong-missing = falta `{ $key }` em `{ $table }`
wrong-twice = este valor de `{ $key }` aparece duas vezes
wrong-too-many = pode haver no máximo { $most } de `{ $table }`
wrong-pair = é preciso ter `{ $one }` e `{ $other }`, ou nenhum dos dois
wrong-unclear = é preciso mudar `{ $key }` à mão
value-expected = o esperado: { $expected }
value-got = o esperado: { $expected }; o que há: { $got }
kind-text = um texto
kind-number = um número
kind-flag = true ou false
kind-table = uma tabela
kind-list = uma lista
kind-out-of-range = um número fora dos limites
kind-fraction = um número com casas decimais
kind-date = uma data
expected-setting = um texto, um número, true ou false
expected-tables = uma lista de tabelas
expected-texts = uma lista de textos
expected-name = um nome
expected-public-key = uma chave pública: 32 bytes em base64
expected-moment = um momento como { $example }
expected-time = uma duração de { $least } a { $most }, por exemplo { $example }
expected-path = um caminho absoluto
expected-range = um número de { $least } a { $most }
expected-one-of = um destes: { $known }
expected-bytes = no máximo { $most } bytes
expected-name-part = { $part } onde vai o nome de quem ajuda
expected-braces = nenhuma chave, exceto as de { $part }
expected-no-control = nenhum caractere de controle, exceto quebras de linha
expected-program = um programa com o caminho absoluto, e seus argumentos
expected-argument = { $part } em um dos argumentos
expected-device = o nome de um dispositivo, no máximo { $most } caracteres
expected-server = o endereço do servidor na forma { $example }
expected-proxy = system, none, ou um proxy HTTP como { $plain } ou { $named }
expected-ports = uma porta, ou um intervalo como { $example }, com portas de 1 a 65535
expected-email = um endereço de e-mail como { $example }
expected-mail-host = um nome como { $example }
expected-mail-tls = "required" ou "starttls", pois o servidor de e-mail não está neste computador
expected-ending = um nome de arquivo que termine em { $ending }
expected-file = um arquivo; a entrada padrão é para as respostas
expected-address = um endereço e uma porta, por exemplo { $example }
usage-unknown = { $argument } não existe aqui
usage-command = o comando { $command } não existe
usage-suggestion = (existe { $suggestion })
usage-no-value = { $argument } precisa de um valor
usage-no-equals = { $argument } precisa de = antes do valor
usage-values = { $argument } tem valores demais, ou de menos
usage-twice = { $argument } aparece duas vezes, ou ao lado de algo que o exclui
usage-conflict = { $one } e { $other } se excluem
usage-missing = falta: { $arguments }
usage-no-command = falta um comando, um destes: { $commands }
usage-more = Mais informações: { $option }

## Why the desktop cannot be shared or controlled

no-such-display = a tela { $wanted } não existe: escolha uma de { $known }, ou o número dela contado a partir de 0, ou all
desktop-lost = a área de trabalho desapareceu ({ $why }): inicie o alongside de novo quando ela voltar
desktop-resource = o sistema negou um recurso ({ $why }): feche alguns programas e comece de novo
desktop-other-system = este sistema não tem essa captura: deixe --screen de fora
desktop-unsupported = ainda não é possível compartilhar a tela neste sistema: use Linux com X11
x-no-display = não há display X: defina DISPLAY, ou inicie o alongside dentro da sessão da área de trabalho
x-refused = não é possível abrir o display X ({ $why }): confira DISPLAY e XAUTHORITY
x-guest = este display X pertence a uma sessão Wayland e não pode mostrar a tela dela: deixe --screen de fora, e inicie o alongside dentro da sessão, onde WAYLAND_DISPLAY está definido
x-missing = o servidor X não tem a extensão { $extension }: use um servidor X que tenha. (--screen scrap funciona sem ela, mas então todas as contas deste computador podem ler a sua tela)
x-depth = o display X tem { $depth } bits por pixel: defina a profundidade como 24
x-input = não foi possível usar o mouse e o teclado ({ $why }): confira se o servidor X tem a extensão XTEST
portal-no-bus = não há sessão D-Bus ({ $why }): inicie o alongside dentro da sessão da área de trabalho
portal-none = o portal da área de trabalho não responde ({ $why }): instale xdg-desktop-portal e o módulo para esta área de trabalho, por exemplo xdg-desktop-portal-gnome, xdg-desktop-portal-kde ou xdg-desktop-portal-wlr
portal-no-screen = o portal da área de trabalho não consegue mostrar a tela: instale o módulo dele para esta área de trabalho, por exemplo xdg-desktop-portal-gnome, xdg-desktop-portal-kde ou xdg-desktop-portal-wlr
portal-refused = a tela não foi compartilhada: a pergunta da área de trabalho foi respondida com não
portal-unanswered = a tela não foi compartilhada: a pergunta da área de trabalho não foi respondida
portal-failed = o portal da área de trabalho falhou ({ $why }): inicie o alongside de novo
portal-closed = a área de trabalho parou de compartilhar a tela
portal-slow = o portal da área de trabalho está demorando demais: inicie o alongside de novo
pipewire-missing = falta o PipeWire, que transmite a tela de uma área de trabalho Wayland ({ $why }): instale libpipewire-0.3-0 e pipewire
pipewire-failed = o PipeWire não mostra a tela ({ $why }): confira se pipewire e wireplumber estão em execução
wayland-no-picture = a área de trabalho não envia imagem: confira se pipewire e wireplumber estão em execução
wayland-no-input = nenhum programa pode controlar esta área de trabalho: o portal dela não tem RemoteDesktop. A tela pode ser compartilhada
wayland-no-windows = uma área de trabalho Wayland não diz quais janelas estão abertas
wayland-not-allowed = a área de trabalho não deixa mais ninguém usar o mouse e o teclado: compartilhe a tela de novo, e permita a interação remota na pergunta da área de trabalho
presses-not-known = este sistema não distingue se é uma pessoa ou um programa que pressiona uma tecla
presses-other-compositor = nesta área de trabalho Wayland há formas de pressionar teclas que aqui não são notadas: só no GNOME uma pessoa é distinguida de um programa
presses-open-to-all = esta área de trabalho deixa qualquer programa pressionar teclas sem que se note ({ $why })
presses-no-compositor = o compositor não responde ({ $why })
presses-no-bus = não é possível observar as chamadas no D-Bus da sessão ({ $why })
windows-no-desktop = o Windows não mostra nenhuma área de trabalho a este programa: inicie-o na área de trabalho de uma conta que entrou no sistema
mac-no-screen = o macOS não deixa o alongside ver a tela: permita isso para o alongside, ou para o terminal em que ele está em execução, em Ajustes do Sistema > Privacidade e Segurança > Gravação da Tela, e inicie o alongside de novo
mac-no-input = o macOS não deixa o alongside usar o mouse e o teclado: permita isso para o alongside, ou para o terminal em que ele está em execução, em Ajustes do Sistema > Privacidade e Segurança > Acessibilidade, e inicie o alongside de novo
mac-no-esc = o macOS não deixa o alongside ver que Esc é pressionada, que precisa poder parar o controle: permita isso para o alongside, ou para o terminal em que ele está em execução, em Ajustes do Sistema > Privacidade e Segurança > Monitoramento de Entrada, e inicie o alongside de novo
mac-secure-input = um campo de senha, ou um programa com “Entrada de Teclado Segura”, tem o teclado só para si, e assim o alongside não veria Esc: saia dele, e compartilhe o controle de novo
mac-no-display = o macOS não tem nenhuma tela ligada: ative ou conecte uma, e inicie o alongside de novo
mac-one-display = um Mac compartilha uma tela de cada vez: escolha uma de { $known }, ou o número dela contado a partir de 0
mac-other-capture = essa captura não é para macOS: deixe --screen de fora
mac-stopped = o compartilhamento foi encerrado na barra de menus do macOS: inicie o alongside de novo para compartilhar
mac-capture = o macOS não dá nenhuma imagem da tela ({ $why }): inicie o alongside de novo
mac-silent = o macOS não responde ({ $why }): inicie o alongside de novo
mac-event = o macOS recusou uma entrada: confira Ajustes do Sistema > Privacidade e Segurança > Acessibilidade
input-character = nenhuma tecla desta área de trabalho pode escrever esse caractere
input-out-of-reach = na frente há uma janela executada como administrador: ela não aceita nada deste programa
input-not-taken = a área de trabalho não aceita nenhuma entrada agora
input-ended = o mouse e o teclado não são mais usados: inicie o alongside de novo
clipboard-unsupported = nesta área de trabalho ainda não é possível compartilhar a área de transferência
encoder-failed = não é possível codificar a imagem da tela ({ $why }): inicie o alongside de novo
appearance-foreign = { $path } não é um arquivo do alongside ({ $why }): nada é alterado. Se a sua área de trabalho está como deve, apague esse arquivo
appearance-unusable = não é possível usar { $path }: { $why }
appearance-no-place = esta conta não tem uma pasta onde guardar como era a área de trabalho
appearance-busy = outro alongside mudou esta área de trabalho, e vai restaurá-la quando terminar
appearance-left =
    { $n ->
        [one] agora não é possível restaurar { $n } configuração da área de trabalho
       *[other] agora não é possível restaurar { $n } configurações da área de trabalho
    }

## What each command does: in the help of the command line and in the manual pages

help-program = Ajuda a distância em que quem ajuda só precisa de um navegador
help-share = Convidar alguém a ver esta tela e, se você concordar, a compartilhar o controle
help-listen = Esperar até que alguém ofereça ajuda: um contato, ou quem o dono deste computador indicou
help-contacts = Listar, renomear e esquecer os contatos guardados
help-contacts-forget = Esquecer um contato. Essa pessoa não poderá mais vir sem código
help-contacts-rename = Dar outro nome a um contato
help-contacts-key = Mostrar a chave pública pela qual quem ajuda reconhece este computador
help-doctor = Testar o que uma sessão precisa: servidor, rede, tela, entrada. Diz o que vai acontecer e como resolver o que falta
help-policy = Mostrar o que vale neste computador e quem decidiu: a política do dono, as suas configurações
help-completions = Mostrar o que o seu shell precisa para completar esta linha de comando
help-log = Listar, mostrar e verificar os registros de sessões passadas
help-log-list = Listar os registros de sessões desta conta
help-log-show = Mostrar um registro de sessão
help-log-verify = Verificar se um registro de sessão está como foi escrito, e se duas cópias dele são iguais
help-restore-desktop = Deixar a área de trabalho como antes, depois de uma sessão que não terminou direito
help-listen-more = A política precisa permitir isso. O Alongside pergunta a você toda vez antes que alguém veja alguma coisa, e isso continua até você pressionar Ctrl+C.
help-doctor-more = Nada é compartilhado, e ninguém pode se conectar. Código de saída: 0 se uma sessão funcionaria, 1 se não.
help-policy-more = Com opções de `alongside share`, mostra o que resultaria delas.
help-restore-desktop-more = O `alongside share` faz o mesmo sozinho quando começa.
