# The Helper’s page, in Portuguese: Brazilian usage, with words that Portugal does not misread (“telefone”, not “ligue”).

## The first page.

brand = Alongside
headline = Ajude alguém com o computador
lead = Peça o código de convite à pessoa que você vai ajudar. Você só verá a tela depois que ela disser sim, e nada antes disso.
code-label = Código de convite
code-hint = Um número e três palavras, como você ouvir. Um link também serve.
code-words-hint = O número veio no link. Agora peça as palavras e digite aqui.
code-file-hint = O número veio no convite de { $user }. Agora peça as palavras e digite aqui.
code-example = 7-lamp-orbit-tulip
open-invitation = Abrir arquivo de convite
drop-invitation = Você também pode arrastar o arquivo para qualquer ponto desta página.
file-no-invitation = Este arquivo não é um convite do Alongside. Escolha o que termina em .alongside-invite.
file-too-large = Este arquivo é grande demais para ser um convite. Escolha o que termina em .alongside-invite.
file-unreadable = Não foi possível ler o arquivo. Salve o arquivo no seu computador e abra de lá.
file-other-version = Este convite foi criado por outra versão do Alongside. Recarregue esta página; se não adiantar, peça o código.
file-expired = O prazo do convite terminou. Peça um novo a { $user }.
file-elsewhere = Este convite é de outro servidor. Se você conhece o endereço e confia nele, vá para lá:
name-label = Seu nome
name-hint = A pessoa que você ajuda vê este nome na hora de decidir se deixa você entrar.
suggestions = Palavras possíveis
connect = Conectar
connecting = Conectando…
privacy = A tela, o teclado e o chat são criptografados de ponta a ponta entre vocês. Nenhum servidor no caminho consegue ler nada.
about = Sobre esta página
about-build = A compilação desta página. No outro computador, “alongside --version --verbose” mostra a mesma, a não ser que uma das duas seja mais antiga.
language = Idioma
no-script = O Alongside precisa de JavaScript e WebAssembly para mostrar outra tela. Permita os dois nesta página ou use outro navegador.
broken = O Alongside não conseguiu iniciar neste navegador. Recarregue a página; se não adiantar, use uma versão atual do Chrome, Edge, Firefox ou Safari.
name-missing = Digite seu nome, para a outra pessoa saber quem está pedindo.
name-too-long = Este nome é longo demais. Use um mais curto.
name-unprintable = Este nome tem um caractere invisível. Digite de novo.
code-missing = Digite o código: um número e três palavras, por exemplo 7-lamp-orbit-tulip.
code-slot = O código começa com um número, por exemplo 7-lamp-orbit-tulip.
code-too-few = O código tem um número e três palavras; falta uma palavra.
code-too-long = Isto é mais longo que um código, que tem um número e três palavras.
code-unknown-word = “{ $word }” não é uma palavra usada em códigos. Pergunte de novo ou peça para soletrar.
code-lists-missing = “{ $word }” não é uma palavra inglesa usada em códigos, e não foi possível carregar as palavras de outros idiomas. Confira a palavra e clique em “Conectar” de novo.

## People whom the Helper knows.

queue-title = Esperando agora
queue-asks-now = pede ajuda · há poucos instantes
queue-asks-minutes = pede ajuda · espera há { $n } min
queue-asks-hours = pede ajuda · espera há { $n } h
queue-listens = pode receber oferta de ajuda
queue-first = Primeira vez. A impressão digital da chave é { $fingerprint }; para comparar, “alongside contacts key” mostra a de lá.
queue-other-key = Esta não é a chave do seu contato { $user }. Alguém pode estar usando o nome, ou o Alongside foi configurado de novo lá: pergunte. Se você tiver certeza, esqueça o contato primeiro.
queue-help = Ajudar { $user }
queue-offer = Oferecer ajuda a { $user }
queue-announce = { $user } pede ajuda.
queue-gone = { $user } não está mais esperando.
queue-away = Não é possível acessar o servidor. Assim que ele voltar, aparece aqui quem está esperando.
people-section = Pessoas
people-title = Pessoas que você conhece
people-person = Última sessão: { $date }
people-computer = Computador, última sessão: { $date }
forget = Esquecer
forget-whom = Esquecer { $user }
forget-ask = Esquecer { $user }? Para se encontrarem de novo, vocês vão precisar de um código.
forget-yes = Esquecer
forget-no = Manter
forget-failed = O navegador não permitiu esquecer { $user }. Recarregue a página e tente de novo.
key = Sua chave
key-text = Para o dono dos computadores que você ajuda: com ela no arquivo de política deles, você pode oferecer ajuda a esses computadores. Qualquer pessoa pode conhecê-la.
key-label = Chave
# “da chave”: alone, “impressão digital” would be read as that of a finger.
key-fingerprint = Impressão digital da chave
key-copy = Copiar chave
key-copied = Copiada
key-here = Ela pertence a este navegador neste computador e se perde se os dados guardados desta página forem apagados.
unable-store = Este navegador não guarda nada para esta página; por isso não pode ter uma chave nem se lembrar de ninguém. Todo o resto funciona.
unable-crypto = Este navegador não consegue criar o tipo de chave necessário (X25519); por isso não pode se lembrar de ninguém. Todo o resto funciona. Uma versão atual do Chrome, Edge, Firefox ou Safari consegue.
unable-insecure = Os navegadores só criam chaves em páginas abertas por https; por isso ninguém pode ser lembrado aqui. Todo o resto funciona.
remember = Lembrar um do outro
remember-busy = Lembrando…
remember-hint = Da próxima vez, vocês se encontram sem código.
remember-known = Vocês se lembram um do outro.
remember-question = { $user } gostaria que vocês se lembrassem um do outro, para se encontrarem sem código da próxima vez. Mesmo assim, { $user } continua decidindo a cada vez.
remember-yes = Sim, lembrar
remember-no = Não
remember-resembles = Você tem um contato com este nome, ou quase. Nada prova que { $user } seja a mesma pessoa: quem dá um código a você pode usar qualquer nome. Na dúvida, pergunte algo que só essa pessoa sabe.
remember-other-key = Esta não é a chave do seu contato { $user }. Outra pessoa pode estar usando o nome, ou o Alongside foi configurado de novo lá. Nada foi alterado. Se você tiver certeza de que é { $user }, esqueça o contato primeiro e depois escolha “Lembrar um do outro” de novo.
remember-read = Já li

## The bar.

toolbar = Sessão
request-control = Pedir controle
control-asked = Pedindo controle…
give-up-control = Devolver controle
send-keys = Enviar teclas
keys-last = Últimas teclas
keys-again = De novo: { $keys }
keys-actions = Ações
keys-system = Teclas do sistema
keys-function = Teclas de função
keys-other = Outras teclas…
keys-dialog = Outras teclas
keys-hint = Escolha uma tecla e as que ficam pressionadas com ela. Na lista de teclas, você também pode escolher pressionando a tecla.
keys-key = Tecla
keys-send = Enviar
intent-copy = Copiar
intent-cut = Recortar
intent-paste = Colar
intent-undo = Desfazer
intent-select-all = Selecionar tudo
intent-find = Localizar
intent-task-manager = Gerenciador de tarefas
intent-run = Executar um programa
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
key-space = Espaço
key-backspace = Backspace
key-delete = Del
key-insert = Insert
key-home = Home
key-end = End
key-page-up = Page Up
key-page-down = Page Down
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
key-print = Print Screen
key-scroll-lock = Scroll Lock
key-pause = Pause
key-menu = Menu
key-minus = -
key-equal = =
key-comma = ,
key-period = .
key-slash = /
# A still picture of the screen is “captura”; “imagem” is the moving picture, and one in the clipboard.
take-picture = Capturar tela
fullscreen = Tela cheia
keyboard = Teclado na tela
trackpad = Usar como touchpad
touch-keys = Teclas
statistics = Estatísticas
point = Apontar
point-hint = Aponte para algo e clique para mostrar onde clicar. { $user } vê; nada é clicado.
point-asked = Aguardando a resposta de { $user }
point-missing = Não é possível apontar nem desenhar no computador de { $user }, ou o dono não permite.
draw = Desenhar
draw-tools = Desenho
draw-freehand = Traço
draw-arrow = Seta
draw-rectangle = Retângulo
draw-text = Texto
draw-step = Passo
draw-color = Cor
draw-red = Vermelho
draw-orange = Laranja
draw-green = Verde
draw-blue = Azul
draw-purple = Roxo
draw-keep = Manter
draw-undo = Desfazer
draw-clear = Limpar
draw-words = Texto para colocar
draw-words-hint = Escreva e depois clique ou toque na imagem
draw-words-refused = Este texto é longo demais ou tem caracteres que não podem ser desenhados. Mude o texto antes de colocar.
steps-done =
    { $count ->
        [one] Passo feito: { $done } de { $count }
       *[other] Passos feitos: { $done } de { $count }
    }
steps-done-at =
    { $count ->
        [one] Passo feito: { $done } de { $count }. O passo { $step } está em “{ $element }”
       *[other] Passos feitos: { $done } de { $count }. O passo { $step } está em “{ $element }”
    }
clipboard-cancel = Parar de copiar
files-send = Enviar arquivo
files-send-folder = Enviar pasta
files-title = Arquivos
files-folder =
    { $n ->
        [one] { $file } ({ $n } arquivo)
       *[other] { $file } ({ $n } arquivos)
    }
files-get = Receber
files-pause = Pausar
files-resume = Continuar
files-cancel = Cancelar
# The states fit “arquivo” and “pasta”: no participle that would change with the gender.
files-asked = aguardando a resposta de { $user }
files-waiting = na fila, depois dos outros
files-offered = { $user } quer enviar este arquivo a você ({ $size })
files-offered-folder = { $user } quer enviar esta pasta a você, em um só arquivo ZIP ({ $size })
files-offered-list = { $user } quer enviar esta pasta a você, em um só arquivo ZIP ({ $size }): { $list }
files-offered-list-more =
    { $n ->
        [one] { $user } quer enviar esta pasta a você, em um só arquivo ZIP ({ $size }): { $list }; e mais { $n } arquivo
       *[other] { $user } quer enviar esta pasta a você, em um só arquivo ZIP ({ $size }): { $list }; e mais { $n } arquivos
    }
files-item = { $file }, { $size }
files-and = { $list }; { $file }
files-progress = { $done } / { $size }
files-paused = em pausa
files-sent = já está com { $user }
files-saved = está nos seus downloads
files-cancelled = envio cancelado
files-not-allowed = não há mais permissão
files-changed = mudou durante o envio
files-damaged = chegou com defeito
files-disk-full = o disco está cheio
files-reloaded = a página foi recarregada
files-stalled = nada chegou nos últimos 5 minutos
files-unanswered = ficou 15 minutos à espera e ninguém recebeu
files-missing = arquivos que não chegaram: { $n } de { $count }: { $reason }
files-no-room-here = o navegador não tem espaço: libere espaço no disco e peça de novo
files-too-large-here = grande demais: nesta página, o navegador consegue guardar arquivos de até 500 MB. Abra a página por https, em um navegador atual e fora de janela anônima ou privada
files-scanner = o antivírus do computador de { $user } não deixa passar
files-failed = não foi possível ler ou gravar
rights = Permissões
clipboard = Área de transferência
clipboard-title = O que vocês copiam de um lado para o outro
clipboard-got = O que a outra pessoa copiou
clipboard-copy = Copiar
clipboard-got-picture = A imagem que a outra pessoa copiou
clipboard-picture-hint = Para copiar a imagem, clique nela com o botão direito do mouse, toque nela por mais tempo ou salve-a.
clipboard-save = Salvar imagem
clipboard-text = Texto ou imagem para a outra área de transferência
clipboard-hint = Escreva, ou cole um texto ou uma imagem
clipboard-picture = A imagem que você colou
clipboard-send = Enviar
clipboard-progress = Área de transferência a caminho
rights-no-clipboard = Não é possível compartilhar a área de transferência: o outro computador não oferece isso.
rights-title = O que você pode fazer
rights-picture = Ver a tela
rights-control = Usar o mouse e o teclado
rights-point = Apontar e desenhar na tela
rights-read = Receber o que { $user } copia
rights-write = Pôr algo na área de transferência de { $user }
rights-file-in = Enviar arquivos, perguntando a cada vez
rights-file-out = Receber arquivos que { $user } escolher
rights-other = Algo que esta página não conhece
rights-held = até alguém encerrar
rights-this-time = uma vez
rights-minutes = por mais { $time }
rights-session = até o fim da sessão
rights-not = sem permissão agora
rights-asked = aguardando a resposta de { $user }
rights-ask = Pedir
rights-give-up = Devolver
rights-stop-asking = Retirar pedido
display = Monitor
display-main = { $display } (principal)
all-displays = Todos os monitores
zoom = Zoom
zoom-fit = Ajustar
zoom-actual = 1:1
zoom-fill = Preencher
chat = Chat
chat-unread =
    { $n ->
        [one] Chat, { $n } mensagem não lida
       *[other] Chat, { $n } mensagens não lidas
    }
disconnect = Desconectar
view-only-hint = { $user } compartilha a tela só para ver.

## The picture.

remote-screen = Tela remota
remote-screen-help = Tudo o que você digita vai para o computador remoto, inclusive a tecla Tab. Para voltar à barra de ferramentas, pressione Ctrl, Alt e Shift ao mesmo tempo e solte.
text-sink = Texto para o computador remoto

## The panel.

panel = Chat e registro
log-label = Chat e registro
message = Mensagem
send = Enviar
save-log = Salvar registro
save-last-log = Salvar o registro da sua última sessão
close-panel = Fechar
log-empty = O que vocês escrevem e o que acontece na sessão aparece aqui.
you = Você
under-control = No computador de { $user }, enquanto vocês compartilham o controle
# Without an article, so that “de”, “a” and “com” need no contraction before it.
the-user = quem você ajuda

## Statistics.

stat-frames = Quadros
stat-size = Tamanho
stat-latency = Idade da imagem
picture-old = A imagem tem { $age } s de atraso
stat-input = Do comando à imagem
stat-round-trip = Ida e volta
stat-rate = Taxa
stat-lost = Pacotes perdidos
stat-path = Caminho
stat-decoder = Decodificador
stat-per-second = { $n }/s
stat-ms = { $n } ms
stat-kbit = { $n } kbit/s
path-direct = direto
path-relay = retransmissor
path-server = servidor

## The phase, in words.

status-idle = Sem conexão
status-joining = Verificando o código
status-waiting = Aguardando a permissão
status-screen = Tela compartilhada
status-control = Controle compartilhado
status-paused = Tela compartilhada, em pausa
status-prompt = Pergunta do sistema aberta
reconnecting = Reconectando…
time-left = Restam { $time }
status-interrupted = Conexão interrompida
status-ended = Sessão encerrada

## Cards.

connecting-title = O código está certo
connecting-text = Procurando o caminho mais curto até o computador de { $user }.
asking-title = Aguardando a resposta de { $user }
asking-text = Você verá a tela assim que { $user } deixar você entrar. Isso pode levar até um minuto.
prompt-title = { $user } está respondendo a uma pergunta do sistema
prompt-text = Só essa pessoa pode ver a pergunta e responder. A imagem volta sozinha; vocês ainda podem usar o chat.
paused-title = { $user } pausou a imagem
paused-text = Nada da tela é enviado no momento. Vocês ainda podem usar o chat.
interrupted-title = Conexão interrompida
interrupted-text = Há alguns instantes não chega nada do computador de { $user }. Todas as teclas foram soltas. Tudo continua sozinho assim que a rede voltar.
ended-title = A sessão foi encerrada
failed-title = Não foi possível conectar
again = Conectar de novo
check-network = Testar este navegador e a rede

## Why it ended.

end-user-left = { $user } desconectou.
end-helper-left = Você desconectou.
end-declined = { $user } não deixou você entrar. Se foi um engano, peça um novo código.
end-no-answer = { $user } não respondeu em um minuto, e isso conta como não. Telefone para essa pessoa e tente de novo com um novo código.
end-connection-lost = A conexão com o computador de { $user } se perdeu. Para continuar, peça um novo código.
end-no-path = O código estava certo, mas não foi encontrado um caminho entre os dois computadores. Um firewall de um dos lados pode estar bloqueando; outra rede pode ajudar.
end-expired = O prazo do convite terminou. Peça um novo código.
end-burnt = Códigos errados demais: este convite não vale mais. Peça um novo código.
end-fault = O outro lado enviou algo que não dá para entender, e por isso a conexão foi fechada. Recarregue a página e peça um novo código.
end-version = Os dois lados têm versões que não se entendem. Recarregue esta página; se não adiantar, { $user } precisa de um Alongside mais novo.
end-no-screen = Não é mais possível compartilhar a tela de { $user }.
end-no-decoder = Este navegador não consegue mostrar a imagem: ele não tem vídeo H.264. Use Chrome, Edge ou Safari, ou permita H.264 neste. O convite ainda vale.
end-server-unreachable = Não foi possível acessar o servidor que põe vocês em contato. Verifique sua rede e tente de novo.
end-server-lost = O servidor saiu do ar antes de vocês se conectarem. Tente de novo daqui a pouco.
end-not-answering = O outro computador não responde. O Alongside ainda está aberto lá? Tente de novo daqui a pouco.
end-tried-too-often = Este código foi tentado três vezes, e ninguém que o conheça respondeu. Ele não será tentado de novo, porque um servidor desonesto poderia tentar adivinhá-lo. Peça um novo código. Se isso também não adiantar, use outro servidor.
refused-unknown = Nenhum convite espera com este número. Confira o número ou peça um novo código.
refused-taken = Outra pessoa já usou este convite para ajudar. Peça um novo código.
refused-busy = Outra pessoa está tentando usar este convite neste momento. Tente de novo em alguns segundos.
refused-revoked = O convite foi retirado. Peça um novo código.
refused-wrong-code = As palavras não estão certas. Confira as palavras com a outra pessoa e tente de novo; depois de três códigos errados, o convite não vale mais.
refused-rate-limited = Tentativas demais. Espere um minuto e tente de novo.
refused-full = O servidor está cheio no momento. Tente de novo em alguns minutos.
refused-version = Esta página é de uma versão diferente da do servidor. Recarregue a página.
refused-protocol = O servidor não entendeu esta página. Recarregue a página e tente de novo.

## The same, when the Helper came without a code.

status-calling = Chamando
known-connecting-title = O computador de { $user } reconheceu você
known-unknown = { $user } não está mais esperando.
known-taken = Outra pessoa já está ajudando { $user }.
known-busy = Outra pessoa está se conectando com { $user } agora. Tente de novo em alguns segundos.
known-wrong = O computador de { $user } não reconhece sua chave; talvez tenha esquecido você. Peça um código.
known-declined = { $user } não deixou você entrar. Se foi um engano, telefone para essa pessoa e tente de novo.
known-no-answer = { $user } não respondeu em um minuto, e isso conta como não. Telefone para essa pessoa e tente de novo.
known-lost = A conexão com o computador de { $user } se perdeu. Assim que essa pessoa estiver esperando de novo, você a encontra na primeira página.
known-no-path = O computador de { $user } reconheceu você, mas não foi encontrado um caminho entre os dois computadores. Um firewall de um dos lados pode estar bloqueando; outra rede pode ajudar.

## Notes.

note-granted = Agora vocês compartilham o controle. Seu mouse e seu teclado funcionam no computador de { $user }.
note-declined = { $user } não permitiu o controle.
note-no-answer = { $user } não respondeu ao pedido de controle.
note-view-only = { $user } compartilha a tela só para ver.
note-too-often = O pedido não será feito de novo a { $user }: o controle foi recusado vezes demais.
note-no-input = O computador de { $user } não pode ser controlado à distância.
note-paused = { $user } pausou a tela. Peça de novo quando a tela voltar.
note-ended-by-user = { $user } parou de compartilhar o controle.
note-ended-by-helper = Você devolveu o controle.
note-right-declined = { $user } não permitiu.
note-right-no-answer = { $user } não respondeu. Se ainda for preciso, peça de novo.
note-right-withdrawn = Você retirou o pedido a { $user }.
note-right-too-often = O pedido não será feito de novo a { $user }: foi recusado vezes demais.
note-right-paused = { $user } pausou a tela. Peça de novo quando a tela voltar.
note-right-unavailable = O computador de { $user } não consegue fazer isso, ou o dono não permite.
note-no-such-key = Um caractere não foi digitado: o teclado do computador de { $user } não tem tecla para ele. Peça a { $user } que o digite ou que adicione o layout de teclado.
note-out-of-reach = A janela da frente não aceita o seu mouse nem o seu teclado, só os de { $user }. Peça a { $user } que use essa janela.
note-not-taken = O computador de { $user } não aceitou o seu mouse e o seu teclado agora. Tente de novo.
note-too-much = Uma parte do que você digitou ou fez se perdeu: foi mais de uma só vez do que o computador de { $user } aceita. Faça de novo, em partes menores.
note-files-reloaded = Você recarregou a página, e os arquivos que estavam incompletos pararam. Escolha de novo os que você envia; os de { $user } serão oferecidos de novo.
note-no-folders = O Alongside de { $user } é mais antigo e não aceita pastas. Envie os próprios arquivos, ou a pasta como arquivo ZIP.
note-folder-too-large = Não é possível enviar uma pasta com mais de 1000 arquivos, ou com mais de 16 pastas uma dentro da outra. Envie-a como arquivo ZIP.
note-folder-unreadable = Não foi possível ler a pasta.
note-folder-empty = Não há nenhum arquivo nesta pasta.
note-other-version = O Alongside de { $user } é de outra versão; pode faltar alguma coisa.
note-other-page = A compilação desta página não é a mesma do Alongside no outro computador. Se você não esperava isso, compare “Sobre esta página” com “alongside --version --verbose” lá.
note-tiles = Este navegador não decodifica vídeo aqui, e por isso a imagem vem em quadros parados, alguns por segundo. Para ter vídeo, abra esta página por https, ou use uma versão atual do Chrome, Edge, Firefox ou Safari.
note-log-differs = O que o computador de { $user } diz do registro da sessão não é coerente. Esta página continua com um registro próprio.
note-log-disputed = O computador de { $user } escreveu no registro da sessão algo que não aconteceu nesta página. Esta página não assinou isso, e a sua cópia do registro informa o fato.
note-log-begins = A página foi recarregada e não conseguiu manter o registro da sessão. A partir daqui, ela continua com um registro próprio.
note-log-not-saved = O navegador não deixou salvar o registro.
note-picture-taken = Captura feita: { $file }. { $user } recebe um aviso, e isso fica no registro.
note-picture-not-saved = O navegador não deixou salvar a captura.
note-copy-came = O que { $user } copiou está na sua área de transferência.
note-copy-waits = { $user } copiou algo. Abra “Área de transferência” para pegar.
note-copy-stopped = O que você colou não chegou à área de transferência de { $user }.
note-copy-too-large = O que você colou é grande demais: o máximo é 16 MB.
no-picture-missing = Ainda não há imagem.
no-picture-paused = { $user } pausou a imagem, e por isso não dá para capturar a tela.
no-picture-prompt = { $user } está respondendo a uma pergunta do sistema, e por isso não dá para capturar a tela.
no-picture-old = A imagem está atrasada. Capture a tela assim que a imagem voltar a ser atual.
no-picture-too-often = Espere alguns segundos antes de fazer outra captura.
note-chat-too-long = Esta mensagem é longa demais. Envie-a em partes.
note-remembered = A partir de agora, você e { $user } se lembram um do outro.
note-remembered-already = Você e { $user } já se lembram um do outro.
not-remembered-declined = { $user } prefere que vocês não se lembrem um do outro.
not-remembered-no-answer = { $user } não respondeu se vocês devem se lembrar um do outro.
not-remembered-too-often = Não se pergunta de novo a { $user } se vocês devem se lembrar um do outro.
not-remembered-theirs = O computador de { $user } não pode se lembrar de ninguém, ou de mais ninguém.
not-remembered-our-proof = O computador de { $user } não aceitou sua chave. Nada foi guardado.
not-remembered-by-helper = Você prefere que { $user } não se lembre de você.
not-remembered-other-key = Nada foi guardado: esta não é a chave do seu contato { $user }.
not-remembered-full = Você já tem o máximo de contatos. Esqueça um primeiro.
not-remembered-unable = Este navegador não consegue guardar uma chave nem um contato para esta página; por isso não pode se lembrar de ninguém.
not-remembered-their-proof = A chave de { $user } não foi comprovada. Nada foi guardado.

## The log as it is shown.

log-went = Você chamou { $user }.
log-remembered = Você e { $user } se lembram um do outro.
log-opened = Você usou o convite.
log-connected = { $user } deixou você entrar.
log-requested = Você pediu o controle.
log-granted = { $user } permitiu o controle.
log-control-ended = O controle terminou.
log-read-requested = Você pediu para receber o que { $user } copia.
log-read-granted = { $user } permite que você receba o que for copiado lá.
log-read-ended = Você não recebe mais o que { $user } copia.
log-write-requested = Você pediu para pôr algo na área de transferência de { $user }.
log-write-granted = { $user } permite que você ponha algo na área de transferência de lá.
log-write-ended = Você não pode mais pôr nada na área de transferência de { $user }.
log-file-went = Um arquivo seu está no computador de { $user }.
log-file-came = { $user } enviou um arquivo a você.
log-file-failed = O envio de um arquivo não chegou ao fim.
log-other-requested = Você pediu uma permissão.
log-other-granted = { $user } permitiu.
log-other-ended = Uma permissão sua terminou.
log-paused = { $user } pausou a imagem.
log-unpaused = A imagem continua.
log-picture-taken = Você fez uma captura da tela.
log-copy-came = O que { $user } copiou chegou a você.
log-copy-went = O que você copiou está na área de transferência do computador de { $user }.
log-reloaded = Você recarregou a página. O que estava aqui antes está no registro que você pode salvar.
log-resumed = A conexão voltou.

## Pieces of a text

decimal-mark = ,
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
size-gigabytes = { $size } GB
percent = { $n }%
act-on = { $act }: { $what }
session-heading = Sessão
