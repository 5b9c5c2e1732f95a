# صفحة المساعِد بالعربية.
#
# اختيار الكلمات في الصفحة كلها:
# - لا تخمين للجنس، لا جنس القارئ ولا جنس { $user }: «يُرجى» مع المصدر بدل فعل الأمر، و«لك» و«يمكنك» بدل «تستطيع»، والمصدر أو المبني للمجهول
#   بدل فعل فاعله { $user }. ويأتي { $user } بعد مضاف أو حرف جر («حاسوب»، «لدى»، «من»)، فيصحّ مكانه اسم أو «صاحب الجهاز».
# - Helper = المساعِد، User = صاحب الجهاز، right = إذن، log = السجل، clipboard = الحافظة، share = مشاركة.
# - مفتاح الشخص هو «مفتاح الهوية»، تمييزًا له عن مفاتيح لوحة المفاتيح.
# - remember each other = «الحفظ في جهات الاتصال» من الطرفين، forget = «نسيان».
# - أسماء المفاتيح كما هي مطبوعة على لوحات المفاتيح العربية، أي باللاتينية.
# - الأرقام بالشكل الغربي (0–9) لأن الرموز والبرنامج يستخدمانها، ولذلك فالفاصلة العشرية نقطة.

## The first page.

brand = Alongside
headline = مساعدة شخص في استخدام حاسوبه
lead = يُرجى طلب رمز الدعوة من صاحب الجهاز الذي يحتاج إلى المساعدة. ستظهر لك شاشته بعد موافقته، ولن يظهر لك شيء قبلها.
code-label = رمز الدعوة
code-hint = رقم وثلاث كلمات، كما تُقال لك. ويمكن استخدام رابط أيضًا.
code-words-hint = الرقم موجود في الرابط. يُرجى الآن طلب الكلمات وكتابتها هنا.
code-file-hint = الرقم موجود في دعوة { $user }. يُرجى الآن طلب الكلمات وكتابتها هنا.
# كلمات الرموز إنجليزية، والمثال لا يُترجم.
code-example = 7-lamp-orbit-tulip
open-invitation = فتح ملف دعوة
drop-invitation = يمكنك أيضًا إفلاته في أي مكان من هذه الصفحة.
file-no-invitation = هذا الملف ليس دعوة من Alongside. يُرجى اختيار الملف الذي ينتهي اسمه بالامتداد alongside-invite
file-too-large = هذا الملف أكبر من أن يكون دعوة. يُرجى اختيار الملف الذي ينتهي اسمه بالامتداد alongside-invite
file-unreadable = تعذّرت قراءة الملف. يُرجى حفظه على حاسوبك، ثم فتحه من هناك.
file-other-version = أُنشئت هذه الدعوة بإصدار آخر من Alongside. يُرجى إعادة تحميل هذه الصفحة؛ وإن لم ينفع ذلك، فيُرجى طلب الرمز.
file-expired = انتهت مدة الدعوة. يُرجى طلب دعوة جديدة من { $user }.
file-elsewhere = هذه الدعوة تابعة لخادم آخر. إن كان العنوان معروفًا لك وموثوقًا به، فيمكنك الانتقال إليه:
name-label = اسمك
name-hint = يراه صاحب الجهاز عندما يُسأل عن السماح لك بالدخول.
suggestions = كلمات مناسبة
connect = اتصال
connecting = جارٍ الاتصال…
privacy = الشاشة ولوحة المفاتيح والمحادثة مشفّرة بينكما من طرف إلى طرف. لا يمكن لأي خادم في الطريق أن يقرأ شيئًا منها.
about = عن هذه الصفحة
about-build = نسختها الدقيقة. الأمر «alongside --version --verbose» على الحاسوب الآخر يعرض النسخة نفسها، إلا إذا كانت إحداهما أقدم.
language = اللغة
no-script = يحتاج Alongside إلى JavaScript وWebAssembly لعرض شاشة أخرى. يُرجى السماح بهما لهذه الصفحة، أو استخدام متصفّح آخر.
broken = تعذّر تشغيل Alongside في هذا المتصفّح. يُرجى إعادة تحميل الصفحة؛ وإن لم ينفع ذلك، فيُرجى استخدام إصدار حديث من Chrome أو Edge أو Firefox أو Safari.
name-missing = يُرجى كتابة اسمك، ليعرف الشخص الآخر من يطلب الدخول.
name-too-long = هذا الاسم طويل جدًا. يُرجى تقصيره.
name-unprintable = في هذا الاسم حرف لا يُرى. يُرجى كتابته من جديد.
code-missing = يُرجى كتابة الرمز: رقم وثلاث كلمات، مثل الرقم 7 ثم lamp-orbit-tulip
code-slot = يبدأ الرمز برقم، مثل الرقم 7 ثم lamp-orbit-tulip
code-too-few = الرمز رقم وثلاث كلمات؛ هناك كلمة ناقصة.
code-too-long = هذا أطول من رمز: الرمز رقم وثلاث كلمات.
code-unknown-word = «{ $word }» ليست من كلمات الرموز. يُرجى السؤال مرة أخرى، أو طلب تهجئة الكلمة.
code-lists-missing = «{ $word }» ليست من كلمات الرموز الإنجليزية، وتعذّر تحميل كلمات اللغات الأخرى. يُرجى التحقّق من الكلمة، ثم الضغط على «اتصال» مرة أخرى.

## People whom the Helper knows.

queue-title = بالانتظار الآن
queue-asks-now = طلب مساعدة · منذ لحظات
queue-asks-minutes =
    { $n ->
        [zero] طلب مساعدة · منذ أقل من دقيقة
        [one] طلب مساعدة · بالانتظار منذ دقيقة واحدة
        [two] طلب مساعدة · بالانتظار منذ دقيقتين
        [few] طلب مساعدة · بالانتظار منذ { $n } دقائق
        [many] طلب مساعدة · بالانتظار منذ { $n } دقيقة
       *[other] طلب مساعدة · بالانتظار منذ { $n } دقيقة
    }
queue-asks-hours =
    { $n ->
        [zero] طلب مساعدة · منذ أقل من ساعة
        [one] طلب مساعدة · بالانتظار منذ ساعة واحدة
        [two] طلب مساعدة · بالانتظار منذ ساعتين
        [few] طلب مساعدة · بالانتظار منذ { $n } ساعات
        [many] طلب مساعدة · بالانتظار منذ { $n } ساعة
       *[other] طلب مساعدة · بالانتظار منذ { $n } ساعة
    }
queue-listens = يمكن عرض المساعدة هنا
queue-first = المرة الأولى. بصمة مفتاح الهوية: { $fingerprint }؛ وللمقارنة يعرضها الأمر «alongside contacts key» على الحاسوب الآخر.
queue-other-key = هذا ليس مفتاح الهوية لجهة الاتصال { $user }. ربما يستخدم شخص آخر هذا الاسم، أو أُعيد إعداد Alongside هناك: يُرجى السؤال. عند التأكّد، يُرجى نسيان جهة الاتصال أولًا.
queue-help = مساعدة { $user }
queue-offer = عرض المساعدة على { $user }
queue-announce = طلب مساعدة من { $user }.
queue-gone = انتهى انتظار { $user }.
queue-away = تعذّر الوصول إلى الخادم. سيظهر المنتظرون هنا فور عودته.
people-section = الأشخاص
people-title = جهات اتصالك
people-person = آخر جلسة { $date }
people-computer = حاسوب، آخر جلسة { $date }
forget = نسيان
forget-whom = نسيان { $user }
forget-ask = نسيان { $user }؟ سيلزم رمز للقاء من جديد.
forget-yes = نسيان
forget-no = إبقاء
forget-failed = لم يسمح المتصفّح بنسيان { $user }. يُرجى إعادة تحميل الصفحة والمحاولة من جديد.
key = مفتاح هويتك
key-text = لمالك الحواسيب التي تُقدَّم المساعدة عليها: إذا كان هذا المفتاح في ملف «policy» لديها، أمكنك عرض المساعدة عليها. لا بأس في أن يعرفه الجميع.
key-label = مفتاح الهوية
key-fingerprint = البصمة
key-copy = نسخ مفتاح الهوية
key-copied = تم النسخ
key-here = هو خاص بهذا المتصفّح على هذا الحاسوب، ويزول مع البيانات المحفوظة لهذه الصفحة.
unable-store = لا يحفظ هذا المتصفّح شيئًا لهذه الصفحة، فلا يمكنه الاحتفاظ بمفتاح هوية ولا بجهات اتصال. كل ما عدا ذلك يعمل.
unable-crypto = لا يمكن لهذا المتصفّح إنشاء نوع المفتاح اللازم (X25519)، فلا يمكنه حفظ جهات اتصال. كل ما عدا ذلك يعمل. ويمكن ذلك في إصدار حديث من Chrome أو Edge أو Firefox أو Safari.
unable-insecure = لا تنشئ المتصفّحات مفاتيح الهوية إلا في الصفحات التي تأتي عبر https، فلا يمكن حفظ جهات اتصال هنا. كل ما عدا ذلك يعمل.
remember = حفظ متبادل في جهات الاتصال
remember-busy = جارٍ الحفظ…
remember-hint = في المرة القادمة ستجدان بعضكما بلا رمز.
remember-known = كلٌّ منكما محفوظ في جهات اتصال الآخر.
remember-question = اقتراح من { $user }: أن يُحفظ كلٌّ منكما في جهات اتصال الآخر، لتجدا بعضكما في المرة القادمة بلا رمز. وسيُطلب الإذن من { $user } في كل مرة مع ذلك.
remember-yes = نعم، حفظ
remember-no = لا
remember-resembles = لديك جهة اتصال بهذا الاسم، أو باسم قريب منه. لا شيء يثبت أن «{ $user }» هنا هو الشخص نفسه: فمن يعطيك رمزًا يمكنه استخدام أي اسم. عند الشك، يُرجى السؤال عن شيء لا يعرفه غير ذلك الشخص.
remember-other-key = هذا ليس مفتاح الهوية لجهة الاتصال { $user }. ربما يستخدم شخص آخر هذا الاسم، أو أُعيد إعداد Alongside هناك. لم يتغيّر شيء. عند التأكّد من أن الشخص هو { $user }، يُرجى نسيان جهة الاتصال أولًا، ثم تكرار الحفظ المتبادل في جهات الاتصال.
remember-read = قرأتُ هذا

## The bar.

toolbar = الجلسة
request-control = طلب التحكّم
control-asked = جارٍ طلب التحكّم…
give-up-control = التخلّي عن التحكّم
send-keys = إرسال مفاتيح
keys-last = آخر المفاتيح
keys-again = مرة أخرى: { $keys }
keys-actions = إجراءات
keys-system = مفاتيح النظام
keys-function = مفاتيح الوظائف
keys-other = مفاتيح أخرى…
keys-dialog = مفاتيح أخرى
keys-hint = يُرجى اختيار مفتاح وما يُضغط معه. ويمكنك أيضًا الضغط على المفاتيح نفسها في قائمة المفاتيح.
keys-key = المفتاح
keys-send = إرسال
intent-copy = نسخ
intent-cut = قص
intent-paste = لصق
intent-undo = تراجع
intent-select-all = تحديد الكل
intent-find = بحث
intent-task-manager = إدارة المهام
intent-run = تشغيل برنامج
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
key-space = مسافة
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
take-picture = التقاط صورة
fullscreen = ملء الشاشة
keyboard = لوحة مفاتيح على الشاشة
trackpad = استخدام كلوحة لمس
touch-keys = المفاتيح
statistics = الإحصاءات
point = إشارة
point-hint = يمكنك الإشارة إلى شيء، والنقر لبيان موضع النقر. يظهر ذلك لدى { $user }، ولا يُنقر على شيء فعلًا.
point-asked = بانتظار رد { $user }
point-missing = الإشارة والرسم غير ممكنين على حاسوب { $user }، أو لا يسمح بهما مالك الحاسوب.
draw = رسم
draw-tools = أدوات الرسم
draw-freehand = خط
draw-arrow = سهم
draw-rectangle = إطار
draw-text = نص
draw-step = خطوة
draw-color = اللون
draw-red = أحمر
draw-orange = برتقالي
draw-green = أخضر
draw-blue = أزرق
draw-purple = بنفسجي
draw-keep = إبقاء
draw-undo = تراجع
draw-clear = مسح الكل
draw-words = نص للوضع على الصورة
draw-words-hint = الكتابة أولًا، ثم الضغط على الصورة
draw-words-refused = هذا النص طويل جدًا، أو فيه أحرف لا يمكن رسمها. يُرجى تعديله قبل وضعه.
steps-done = الخطوات المنجزة: { $done } من { $count }
steps-done-at = الخطوات المنجزة: { $done } من { $count }. الخطوة { $step } عند «{ $element }»
clipboard-cancel = إيقاف النسخ
files-send = إرسال ملف
files-send-folder = إرسال مجلد
files-title = الملفات
files-folder =
    { $n ->
        [zero] { $file } (لا ملفات)
        [one] { $file } (ملف واحد)
        [two] { $file } (ملفان)
        [few] { $file } ({ $n } ملفات)
        [many] { $file } ({ $n } ملفًا)
       *[other] { $file } ({ $n } ملف)
    }
files-get = استلام
files-pause = إيقاف مؤقت
files-resume = متابعة
files-cancel = إلغاء
files-asked = بانتظار رد { $user }
files-waiting = بانتظار الملفات الأخرى
files-offered = ملف معروض عليك من { $user } ({ $size })
files-offered-folder = مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size })
files-offered-list = مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }
files-offered-list-more =
    { $n ->
        [zero] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }
        [one] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }؛ وملف آخر
        [two] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }؛ وملفان آخران
        [few] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }؛ و{ $n } ملفات أخرى
        [many] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }؛ و{ $n } ملفًا آخر
       *[other] مجلد معروض عليك من { $user }، في أرشيف ZIP واحد ({ $size }): { $list }؛ و{ $n } ملف آخر
    }
files-item = { $file }، { $size }
files-and = { $list }؛ { $file }
files-progress = { $done } من { $size }
files-paused = متوقف مؤقتًا
files-sent = وصل إلى { $user }
files-saved = محفوظ بين تنزيلاتك
files-cancelled = أُلغي
files-not-allowed = لم يعد مسموحًا به
files-changed = تغيّر أثناء إرساله
files-damaged = تلف في الطريق
files-disk-full = القرص ممتلئ
files-reloaded = أُعيد تحميل الصفحة
files-stalled = لم يصل منه شيء منذ 5 دقائق
files-unanswered = عُرض 15 دقيقة ولم يُستلم
files-missing = ملفات لم تصل: { $n } من { $count }: { $reason }
files-no-room-here = لا مكان له في متصفّحك: يُرجى إخلاء بعض المساحة على القرص، ثم طلبه من جديد
files-too-large-here = كبير جدًا: في هذه الصفحة يمكن لمتصفّحك الاحتفاظ بملفات حتى 500 ميغابايت. يُرجى فتح الصفحة عبر https، في متصفّح حديث وليس في نافذة خاصة
files-scanner = منعه برنامج مكافحة الفيروسات على حاسوب { $user }
files-failed = تعذّرت قراءته أو كتابته
rights = الأذونات
clipboard = الحافظة
clipboard-title = ما تنسخانه من حاسوب إلى آخر
clipboard-got = ما نسخه الشخص الآخر
clipboard-copy = نسخ
clipboard-got-picture = الصورة التي نسخها الشخص الآخر
clipboard-picture-hint = لنسخ الصورة، يمكن الضغط عليها بزر الفأرة الأيمن أو ضغطة طويلة، أو حفظها.
clipboard-save = حفظ الصورة
clipboard-text = نص أو صورة للحافظة الأخرى
clipboard-hint = كتابة، أو لصق نص أو صورة
clipboard-picture = الصورة التي لصقتها
clipboard-send = إرسال
clipboard-progress = محتوى الحافظة في الطريق
rights-no-clipboard = لا يمكن مشاركة الحافظة: الحاسوب الآخر لا يتيح ذلك.
rights-title = ما يمكنك فعله
rights-picture = رؤية الشاشة
rights-control = استخدام الفأرة ولوحة المفاتيح
rights-point = الإشارة والرسم على الشاشة
rights-read = استلام ما يُنسخ لدى { $user }
rights-write = وضع شيء في حافظة { $user }
rights-file-in = إرسال ملفات، بعد سؤال في كل مرة
rights-file-out = استلام ملفات من اختيار { $user }
rights-other = شيء لا تعرفه هذه الصفحة
rights-held = إلى أن ينهيه أحدكما
rights-this-time = مرة واحدة
rights-minutes = الوقت المتبقي: { $time }
rights-session = حتى نهاية الجلسة
rights-not = ليس الآن
rights-asked = بانتظار رد { $user }
rights-ask = طلب
rights-give-up = التخلّي
rights-stop-asking = سحب الطلب
display = الشاشة
display-main = { $display } (الرئيسية)
all-displays = كل الشاشات
zoom = التكبير
zoom-fit = احتواء
zoom-actual = 1:1
zoom-fill = ملء
chat = المحادثة
chat-unread =
    { $n ->
        [zero] المحادثة، لا رسائل غير مقروءة
        [one] المحادثة، رسالة واحدة غير مقروءة
        [two] المحادثة، رسالتان غير مقروءتين
        [few] المحادثة، { $n } رسائل غير مقروءة
        [many] المحادثة، { $n } رسالة غير مقروءة
       *[other] المحادثة، { $n } رسالة غير مقروءة
    }
disconnect = قطع الاتصال
view-only-hint = المشاركة من { $user } للمشاهدة فقط.

## The picture.

remote-screen = الشاشة البعيدة
remote-screen-help = كل ما يُكتب هنا يذهب إلى الحاسوب البعيد، وكذلك مفتاح Tab. للعودة إلى شريط الأدوات، يُرجى ضغط Ctrl وAlt وShift معًا ثم تركها.
text-sink = نص للحاسوب البعيد

## The panel.

panel = المحادثة والسجل
log-label = المحادثة والسجل
message = رسالة
send = إرسال
save-log = حفظ السجل
save-last-log = حفظ سجل جلستك الأخيرة
close-panel = إغلاق
log-empty = تظهر هنا رسائل المحادثة وما يحدث في الجلسة.
you = أنت
under-control = على حاسوب { $user }، أثناء مشاركة التحكّم
# يقوم مقام الاسم قبل معرفته: يأتي دائمًا مضافًا إليه أو مجرورًا بحرف، فلا يتغيّر شكله.
the-user = صاحب الجهاز

## Statistics.

stat-frames = الإطارات
stat-size = الحجم
stat-latency = عمر الصورة
picture-old = عمر الصورة: { $age } ثانية
stat-input = من الإدخال إلى الصورة
stat-round-trip = ذهاب وإياب
stat-rate = معدّل البيانات
stat-lost = المفقود
stat-path = المسار
stat-decoder = فك الترميز
stat-per-second = { $n } في الثانية
stat-ms = { $n } ملي ثانية
stat-kbit = { $n } كيلوبت/ث
path-direct = مباشر
path-relay = عبر مُرحِّل
path-server = عبر الخادم

## The phase, in words.

status-idle = لا يوجد اتصال
status-joining = جارٍ التحقّق من الرمز
status-waiting = بانتظار الموافقة
status-screen = مشاركة الشاشة
status-control = مشاركة التحكّم
status-paused = مشاركة الشاشة، متوقفة مؤقتًا
status-prompt = طلب من النظام مفتوح
reconnecting = جارٍ إعادة الاتصال…
time-left = الوقت المتبقي: { $time }
status-interrupted = انقطع الاتصال
status-ended = انتهت

## Cards.

connecting-title = الرمز صحيح
connecting-text = جارٍ البحث عن أقصر طريق إلى حاسوب { $user }.
asking-title = بانتظار رد { $user }
asking-text = ستظهر لك الشاشة فور موافقة { $user } على دخولك. قد يستغرق ذلك دقيقة على الأكثر.
prompt-title = جارٍ الرد على طلب من النظام لدى { $user }
prompt-text = لا يمكن رؤية هذا الطلب والرد عليه إلا هناك. ستعود الصورة تلقائيًا، وما زالت المحادثة ممكنة.
paused-title = أُوقفت الصورة مؤقتًا من جانب { $user }
paused-text = لا يُرسَل شيء من الشاشة في هذه اللحظة. وما زالت المحادثة ممكنة.
interrupted-title = انقطع الاتصال
interrupted-text = لم يصل شيء من حاسوب { $user } منذ لحظات. تم ترك كل المفاتيح. سيُستأنف كل شيء تلقائيًا فور عودة الشبكة.
ended-title = انتهت الجلسة
failed-title = لا يوجد اتصال
again = اتصال من جديد
check-network = فحص هذا المتصفّح وشبكته

## Why it ended.

end-user-left = تم قطع الاتصال من جانب { $user }.
end-helper-left = تم قطع الاتصال من جانبك.
end-declined = لم تأتِ موافقة { $user } على دخولك. إن كان ذلك عن غير قصد، فيُرجى طلب رمز جديد.
end-no-answer = لم يصل رد من { $user } خلال دقيقة، ويُعدّ ذلك رفضًا. يُرجى التواصل هاتفيًا، ثم المحاولة من جديد برمز جديد.
end-connection-lost = انقطع الاتصال بحاسوب { $user }. للمتابعة، يُرجى طلب رمز جديد.
end-no-path = كان الرمز صحيحًا، لكن لم يُعثر على طريق بين الحاسوبين. ربما يمنع ذلك جدار حماية عند أحد الطرفين؛ وقد تنفع شبكة أخرى.
end-expired = انتهت مدة الدعوة. يُرجى طلب رمز جديد.
end-burnt = رموز خاطئة كثيرة: لم تعد هذه الدعوة صالحة. يُرجى طلب رمز جديد.
end-fault = أرسل الطرف الآخر شيئًا غير مفهوم، فأُغلق الاتصال. يُرجى إعادة تحميل الصفحة وطلب رمز جديد.
end-version = إصدارا الطرفين لا يفهم أحدهما الآخر. يُرجى إعادة تحميل هذه الصفحة؛ وإن لم ينفع ذلك، فيلزم إصدار أحدث من Alongside لدى { $user }.
end-no-screen = لم تعد مشاركة شاشة { $user } ممكنة.
end-no-decoder = لا يمكن لهذا المتصفّح عرض الصورة: فليس فيه فيديو H.264. يُرجى استخدام Chrome أو Edge أو Safari، أو السماح بـ H.264 في هذا المتصفّح. ما زالت الدعوة قابلة للاستخدام.
end-server-unreachable = تعذّر الوصول إلى الخادم الذي يصل بينكما. يُرجى التحقّق من شبكتك والمحاولة من جديد.
end-server-lost = غاب الخادم قبل أن يكتمل الاتصال. يُرجى المحاولة من جديد بعد لحظات.
end-not-answering = الحاسوب الآخر لا يرد. هل ما زال Alongside مفتوحًا هناك؟ يُرجى المحاولة من جديد بعد لحظات.
end-tried-too-often = جُرِّب هذا الرمز ثلاث مرات، ولم يرد أحد يعرفه. لن يُجرَّب مرة أخرى، لأن خادمًا غير أمين قد يحاول تخمينه. يُرجى طلب رمز جديد. وإن لم ينفع ذلك أيضًا، فيُرجى استخدام خادم آخر.
refused-unknown = لا توجد دعوة تنتظر بهذا الرقم. يُرجى التحقّق من الرقم، أو طلب رمز جديد.
refused-taken = سبق أن استخدم مساعِد آخر هذه الدعوة. يُرجى طلب رمز جديد.
refused-busy = هناك من يجرّب هذه الدعوة في هذه اللحظة. يُرجى المحاولة من جديد بعد بضع ثوانٍ.
refused-revoked = سُحبت الدعوة. يُرجى طلب رمز جديد.
refused-wrong-code = الكلمات غير صحيحة. يُرجى التحقّق منها معًا والمحاولة من جديد؛ بعد ثلاثة رموز خاطئة لا تعود الدعوة صالحة.
refused-rate-limited = محاولات كثيرة. يُرجى الانتظار دقيقة والمحاولة من جديد.
refused-full = الخادم ممتلئ في هذه اللحظة. يُرجى المحاولة من جديد بعد بضع دقائق.
refused-version = إصدار هذه الصفحة مختلف عن إصدار الخادم. يُرجى إعادة تحميلها.
refused-protocol = لم يفهم الخادم هذه الصفحة. يُرجى إعادة تحميلها والمحاولة من جديد.

## The same, when the Helper came without a code.

status-calling = جارٍ النداء
known-connecting-title = تعرّف عليك حاسوب { $user }
known-unknown = انتهى انتظار { $user }.
known-taken = هناك مساعِد آخر يساعد { $user } الآن.
known-busy = هناك من يتصل بحاسوب { $user } في هذه اللحظة. يُرجى المحاولة من جديد بعد بضع ثوانٍ.
known-wrong = حاسوب { $user } لا يتعرّف على مفتاح هويتك؛ ربما تم نسيانك هناك. يُرجى طلب رمز.
known-declined = لم تأتِ موافقة { $user } على دخولك. إن كان ذلك عن غير قصد، فيُرجى التواصل هاتفيًا والمحاولة من جديد.
known-no-answer = لم يصل رد من { $user } خلال دقيقة، ويُعدّ ذلك رفضًا. يُرجى التواصل هاتفيًا، ثم المحاولة من جديد.
known-lost = انقطع الاتصال بحاسوب { $user }. عند الانتظار من جديد، سيظهر الاسم لك في الصفحة الأولى.
known-no-path = تعرّف عليك حاسوب { $user }، لكن لم يُعثر على طريق بين الحاسوبين. ربما يمنع ذلك جدار حماية عند أحد الطرفين؛ وقد تنفع شبكة أخرى.

## Notes.

note-granted = التحكّم الآن مشترك بينكما. الفأرة ولوحة المفاتيح لديك تعملان على حاسوب { $user }.
note-declined = لم تأتِ موافقة { $user } على التحكّم.
note-no-answer = لم يصل رد من { $user } على طلب التحكّم.
note-view-only = المشاركة من { $user } للمشاهدة فقط.
note-too-often = لن يُرسَل طلب آخر إلى { $user }: رُفض التحكّم مرات كثيرة.
note-no-input = لا يمكن التحكّم بحاسوب { $user } عن بُعد.
note-paused = أُوقفت الشاشة مؤقتًا من جانب { $user }. يُرجى الطلب من جديد عند عودتها.
note-ended-by-user = انتهت مشاركة التحكّم من جانب { $user }.
note-ended-by-helper = تم التخلّي عن التحكّم من جانبك.
note-right-declined = لم تأتِ موافقة { $user } على ذلك.
note-right-no-answer = لم يصل رد من { $user }. يُرجى الطلب من جديد إن كان ذلك ما زال لازمًا.
note-right-withdrawn = تم سحب طلبك من { $user }.
note-right-too-often = لن يُرسَل طلب آخر إلى { $user }: رُفض ذلك مرات كثيرة.
note-right-paused = أُوقفت الشاشة مؤقتًا من جانب { $user }. يُرجى الطلب من جديد عند عودتها.
note-right-unavailable = لا يمكن ذلك على حاسوب { $user }، أو لا يسمح به مالك الحاسوب.
note-no-such-key = لم يُكتب أحد الأحرف: لا مفتاح له على لوحة مفاتيح حاسوب { $user }. يمكنك الطلب من { $user } كتابة الحرف، أو إضافة تخطيط لوحة المفاتيح المناسب.
note-out-of-reach = لا تستجيب النافذة الأمامية للفأرة ولوحة المفاتيح لديك، بل لما لدى { $user } فقط. يمكنك الطلب من { $user } استخدامها.
note-not-taken = لم يستجب حاسوب { $user } قبل لحظات للفأرة ولوحة المفاتيح لديك. يُرجى المحاولة من جديد.
note-too-much = فُقد جزء مما كُتب أو أُجري من جانبك: كان أكثر مما يستقبله حاسوب { $user } دفعةً واحدة. يُرجى تكرار ذلك على أجزاء أصغر.
note-files-reloaded = أُعيد تحميل الصفحة من جانبك، فتوقفت الملفات التي لم تكتمل. يُرجى اختيار الملفات المرسلة منك مرة أخرى؛ أما ملفات { $user } فتُعرض عليك من جديد.
note-no-folders = إصدار Alongside لدى { $user } أقدم، ولا يقبل المجلدات. يُرجى إرسال الملفات نفسها، أو إرسال المجلد كأرشيف ZIP.
note-folder-too-large = لا يمكن إرسال مجلد فيه أكثر من 1000 ملف، أو أكثر من 16 مجلدًا بعضها داخل بعض. يُرجى إرساله كأرشيف ZIP.
note-folder-unreadable = تعذّرت قراءة المجلد.
note-folder-empty = لا يوجد أي ملف في هذا المجلد.
note-other-version = إصدار Alongside لدى { $user } مختلف؛ قد يكون هناك شيء ناقص.
note-other-page = نسخة هذه الصفحة مختلفة عن نسخة Alongside على الحاسوب الآخر. إن كان ذلك غير متوقّع، فيُرجى مقارنة «عن هذه الصفحة» بالأمر «alongside --version --verbose» هناك.
note-tiles = لا يفك هذا المتصفّح ترميز الفيديو هنا، فتأتي الصورة على شكل صور ثابتة، بضع صور في الثانية. لرؤية الفيديو، يُرجى فتح هذه الصفحة عبر https، أو استخدام إصدار حديث من Chrome أو Edge أو Firefox أو Safari.
note-log-differs = ما يقوله حاسوب { $user } عن سجل الجلسة غير متّسق. تتابع هذه الصفحة بسجل خاص بها.
note-log-disputed = كتب حاسوب { $user } في سجل الجلسة ما لم يحدث في هذه الصفحة. لم توقّعه هذه الصفحة، ونسختك من السجل تذكر ذلك.
note-log-begins = أُعيد تحميل الصفحة، ولم يمكنها الاحتفاظ بسجل الجلسة. تتابع من هنا بسجل خاص بها.
note-log-not-saved = لم يسمح المتصفّح بحفظ السجل.
note-picture-taken = تم التقاط الصورة: { $file }. يصل إشعار بذلك إلى { $user }، ويُذكر في السجل.
note-picture-not-saved = لم يسمح المتصفّح بحفظ الصورة.
note-copy-came = ما نُسخ لدى { $user } موجود في حافظتك.
note-copy-waits = نُسخ شيء لدى { $user }. لأخذه، يُرجى فتح «الحافظة».
note-copy-stopped = ما لصقته لم يصل إلى حافظة { $user }.
note-copy-too-large = ما لصقته كبير جدًا: الحد الأقصى 16 ميغابايت.
no-picture-missing = لا توجد صورة بعد.
no-picture-paused = أُوقفت الصورة مؤقتًا من جانب { $user }، فلا يمكن التقاط صورة.
no-picture-prompt = جارٍ الرد على طلب من النظام لدى { $user }، فلا يمكن التقاط صورة.
no-picture-old = الصورة قديمة. يمكن التقاط صورة فور تحديثها.
no-picture-too-often = يُرجى الانتظار بضع ثوانٍ قبل التقاط صورة أخرى.
note-chat-too-long = هذه الرسالة طويلة جدًا. يُرجى إرسالها على أجزاء.
note-remembered = من الآن كلٌّ منكما محفوظ في جهات اتصال الآخر، أنت و{ $user }.
note-remembered-already = كلٌّ منكما محفوظ من قبل في جهات اتصال الآخر، أنت و{ $user }.
not-remembered-declined = لم تأتِ موافقة { $user } على الحفظ في جهات الاتصال.
not-remembered-no-answer = لم يصل رد من { $user } على اقتراح الحفظ المتبادل في جهات الاتصال.
not-remembered-too-often = لن يُعرض الحفظ المتبادل في جهات الاتصال على { $user } مرة أخرى.
not-remembered-theirs = لا يمكن لحاسوب { $user } حفظ جهات اتصال، أو حفظ المزيد منها.
not-remembered-our-proof = لم يقبل حاسوب { $user } مفتاح هويتك. لم يُحفظ شيء.
not-remembered-by-helper = كان اختيارك عدم الحفظ في جهات اتصال { $user }.
not-remembered-other-key = لم يتم الحفظ: هذا ليس مفتاح الهوية لجهة الاتصال { $user }.
not-remembered-full = لديك أكبر عدد ممكن من جهات الاتصال. يُرجى نسيان إحداها أولًا.
not-remembered-unable = لا يمكن لهذا المتصفّح الاحتفاظ بمفتاح هوية أو بجهة اتصال لهذه الصفحة، فلا يمكنه حفظ جهات اتصال.
not-remembered-their-proof = لم يثبت مفتاح هوية { $user }. لم يُحفظ شيء.

## The log as it is shown.

log-went = تم الاتصال بحاسوب { $user } من جانبك.
log-remembered = كلٌّ منكما محفوظ في جهات اتصال الآخر، أنت و{ $user }.
log-opened = تم استخدام الدعوة من جانبك.
log-connected = تمت موافقة { $user } على دخولك.
log-requested = تم إرسال طلبك للتحكّم.
log-granted = تمت موافقة { $user } على التحكّم.
log-control-ended = انتهى التحكّم.
log-read-requested = تم إرسال طلبك لاستلام ما يُنسخ لدى { $user }.
log-read-granted = تمت موافقة { $user } على استلامك ما يُنسخ هناك.
log-read-ended = لم يعد يصلك ما يُنسخ لدى { $user }.
log-write-requested = تم إرسال طلبك لوضع شيء في حافظة { $user }.
log-write-granted = تمت موافقة { $user } على وضعك شيئًا في الحافظة هناك.
log-write-ended = لم يعد يمكنك وضع أي شيء في حافظة { $user }.
log-file-went = وصل ملف منك إلى حاسوب { $user }.
log-file-came = وصل إليك ملف من { $user }.
log-file-failed = لم يكتمل إرسال ملف.
log-other-requested = تم إرسال طلبك للحصول على إذن.
log-other-granted = تمت موافقة { $user } على ذلك.
log-other-ended = انتهى أحد أذوناتك.
log-paused = أُوقفت الصورة مؤقتًا من جانب { $user }.
log-unpaused = عادت الصورة.
log-picture-taken = تم التقاط صورة للشاشة من جانبك.
log-copy-came = وصل إليك ما نُسخ لدى { $user }.
log-copy-went = ما نسخته موجود في حافظة حاسوب { $user }.
log-reloaded = أُعيد تحميل الصفحة من جانبك. ما كان هنا من قبل موجود في السجل الذي يمكنك حفظه.
log-resumed = عاد الاتصال.

## Pieces of a text

decimal-mark = .
size-bytes = { $size } بايت
size-kilobytes = { $size } كيلوبايت
size-megabytes = { $size } ميغابايت
size-gigabytes = { $size } غيغابايت
percent = { $n }%
act-on = { $act }: { $what }
session-heading = الجلسة
