# برنامج صاحب الجهاز بالعربية: نافذته وطرفيته وأخطاؤه.
# أسماء الأوامر والخيارات والملفات وما يُكتب بعد شرطة مائلة تبقى كما هي.

## Sentences of all faces: the terminal and the window

slot-changes = غيّر الخادم رقم الرمز مرات أكثر من اللازم، فأُنهيت الجلسة. يُرجى بدء المشاركة من جديد؛ وإن تكرّر ذلك، فيُرجى استخدام خادم آخر.
proxy-password-shown = يمكن لكل حساب على هذا الحاسوب قراءة كلمة المرور المكتوبة في --proxy ما دام البرنامج يعمل. يُرجى وضعها في ملف خاص بك، وذكر هذا الملف في --proxy-password-file.
paused = المشاركة متوقفة مؤقتًا. تظهر لمساعِدك بطاقة بدل شاشتك.
too-soon = ظهر سؤال قبل لحظات. يُرجى قراءته والإجابة من جديد.
not-while-controlled = التحكّم مشترك الآن أو كان كذلك قبل لحظات، فربما كُتب ذلك من جانب مساعِدك، ولم يتغيّر شيء. يُرجى استعادة التحكّم أولًا، ثم كتابة ذلك من جديد.
typed-too-early = بدأت كتابة هذا السطر أثناء مشاركة التحكّم، فلم يُؤخذ به. يُرجى كتابته من جديد.
withdrawn = لم يعد السؤال مطروحًا.
choose-on-a-terminal = السؤال بالخيار --choose-words يكون في طرفية؛ يُرجى كتابة الكلمات في ملف وذكره في --words-file
nothing-chosen = لم تُختر أي كلمات؛ بدون --choose-words تُختار الكلمات عشوائيًا
view-only-here = لا يمكن مشاركة الفأرة ولوحة المفاتيح على هذا الحاسوب، فلا يمكن لمساعِدك إلا المشاهدة.
no-port-in-public = تُعدّ هذه الشبكة عامة، فلم يُطلب من الراوتر فتح منفذ.
mailed-is-void = أعطى الخادم الدعوة رقمًا جديدًا، فلم تعد الرسالة المرسلة بالبريد الإلكتروني صالحة. يُرجى إخبار مساعِدك بالرمز الجديد، أو بدء المشاركة من جديد.
help = يمكنك كتابة: /pause أو /resume أو /stop (إنهاء التحكّم) أو /revoke RIGHT (سحب إذن) أو /next (خطوة) أو /send FILE (إرسال ملف أو مجلد) أو /pause NUMBER أو /resume NUMBER أو /cancel NUMBER (ملف برقمه) أو /bandwidth أو /remember (حفظ مساعِدك في جهات الاتصال) أو /quit أو رسالة إلى مساعِدك.
typed-allow-control = سماح بالتحكم
typed-allow-control-and-prompts = سماح بالتحكم والطلبات
typed-allow-remembering = سماح بالحفظ المتبادل
prompts-are-yours = طلبات كلمة المرور وطلبات النظام، والنوافذ التي تعمل بصلاحيات المسؤول، لا تستجيب لمساعِدك: الرد عليها منك وحدك.
no-answer = هذا ليس جوابًا عن السؤال. لم يتغيّر شيء، ولم يُرسل ذلك إلى مساعِدك.
not-connected = لم يتصل أحد بعد، فلا أحد هنا ليقرأ ذلك.
chat-cut = بقية هذه الرسالة أطول من أن تُعرض هنا.
chat-under-control = كُتب هنا أثناء مشاركة التحكّم
log-differs = حاسوب مساعِدك لا يؤكّد سجل هذه الجلسة. سجلك مستمر.
log-no-home = ليس لهذا الحساب مجلد رئيسي، فلا توجد سجلات للجلسات
log-unreadable = (ليس سجل جلسة من Alongside، أو تم تغييره)
end-reason-user-left = تم قطع الاتصال من جانبك.
end-reason-helper-left = تم قطع الاتصال من جانب مساعِدك.
end-reason-declined = لم تأتِ موافقتك على دخول المساعِد.
end-reason-no-answer = لم يصل جواب عن السؤال في الوقت المحدد، ويُعدّ ذلك رفضًا.
end-reason-connection-lost = انقطع الاتصال بمساعِدك.
end-reason-no-path = لم يُعثر على طريق مباشر إلى حاسوب مساعِدك. تمنعه شبكة في الطريق: الأمر `alongside doctor` يبيّن ما يمكن إصلاحه.
end-reason-expired = انتهت مدة الدعوة. يُرجى بدء المشاركة من جديد لإنشاء دعوة جديدة.
end-reason-burnt = أُدخلت رموز خاطئة كثيرة، فسُحبت الدعوة. يُرجى بدء المشاركة من جديد لإنشاء دعوة جديدة.
end-reason-fault = فعل الطرف الآخر شيئًا غير مسموح به، فأُنهيت الجلسة.
end-reason-version = إصدار البرنامج لدى الطرف الآخر غير متوافق. يُرجى تحديث الإصدار الأقدم.
end-reason-no-screen = لم تعد مشاركة الشاشة ممكنة.
end-reason-no-decoder = لا يمكن لمتصفّح مساعِدك عرض فيديو H.264. يمكنك طلب استخدام متصفّح آخر.
server-refused-rate-limited = وصلت إلى الخادم دعوات كثيرة جدًا من شبكتك. ستُعاد المحاولة بعد قليل.
server-refused-full = الخادم ممتلئ في هذه اللحظة. ستُعاد المحاولة بعد قليل.
server-refused-otherwise = رفض الخادم الدعوة.
path-direct = الاتصال بينك وبين مساعِدك مباشر.
path-relay = الاتصال بينك وبين مساعِدك عبر مُرحِّل لا يمكنه قراءة شيء.
path-server = الاتصال بينك وبين مساعِدك عبر الخادم الذي لا يمكنه قراءة شيء.
system-prompt-open = هناك طلب من النظام مفتوح. لا يمكن لمساعِدك رؤيته ولا الرد عليه؛ وتعود الصورة بعد ذلك.
system-prompt-over = عادت شاشتك ظاهرة لمساعِدك.
out-of-reach-in-front = النافذة الأمامية تعمل بصلاحيات المسؤول ولا تستجيب لمساعِدك. هي ظاهرة لمساعِدك، واستخدامها لك وحدك. لا ينهي مفتاح Esc التحكّم في هذه الأثناء: لإنهائه، يُرجى استخدام «إنهاء مشاركة التحكّم» في الشريط، أو وضع نافذة أخرى في المقدمة أولًا.
out-of-reach-over = عاد بإمكان مساعِدك النقر والكتابة.
question-connect = طلب من { $asker }: الاتصال بحاسوبك ورؤية شاشتك.
question-connect-ask = السماح بالدخول؟
question-control = طلب من { $helper }: مشاركة التحكّم بحاسوبك، أي استخدام فأرتك ولوحة مفاتيحك معك.
question-allow = السماح بذلك؟
phase-your-helper = مساعِدك
phase-waiting = بانتظار اتصال مساعِدك. لا يمكن لأحد رؤية شاشتك.
phase-screen = بإمكان { $helper } رؤية شاشتك، وليس التحكّم بها.
phase-control = بإمكان { $helper } رؤية شاشتك واستخدام فأرتك ولوحة مفاتيحك.
phase-ended = انتهت الجلسة. لا يمكن لأحد رؤية شاشتك.
wrong-code-last = أُدخل رمز خاطئ للمرة الأخيرة.
wrong-code =
    { $n ->
        [zero] أُدخل رمز خاطئ. لم تبقَ أي محاولة.
        [one] أُدخل رمز خاطئ. بقيت محاولة واحدة.
        [two] أُدخل رمز خاطئ. بقيت محاولتان.
        [few] أُدخل رمز خاطئ. بقيت { $n } محاولات.
        [many] أُدخل رمز خاطئ. بقيت { $n } محاولة.
       *[other] أُدخل رمز خاطئ. بقيت { $n } محاولة.
    }
picture-taken = تم التقاط صورة لشاشتك من جانب { $helper }، وهي محفوظة هناك.
clipboard-sent = ما نسخته وصل إلى { $helper }.
clipboard-received = وُضع شيء في حافظتك من جانب { $helper }.
tried-before-once = سبق أن جُرِّب هذا الرمز مرة واحدة من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
tried-before-twice = سبق أن جُرِّب هذا الرمز مرتين من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
tried-before =
    { $n ->
        [zero] لم يُجرَّب هذا الرمز من قبل من جانب { $helper }.
        [one] سبق أن جُرِّب هذا الرمز مرة واحدة من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
        [two] سبق أن جُرِّب هذا الرمز مرتين من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
        [few] سبق أن جُرِّب هذا الرمز { $n } مرات من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
        [many] سبق أن جُرِّب هذا الرمز { $n } مرة من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
       *[other] سبق أن جُرِّب هذا الرمز { $n } مرة من جانب { $helper }، ولم يرد أحد يعرفه. إما أن الاتصال انقطع، أو أن الخادم حاول تخمين الرمز وأخطأ. إن لم يكن لديك تفسير لذلك، فيُرجى التوقف واستخدام خادم آخر.
    }
reconnecting = انقطع الاتصال مع { $helper }. لا تتم مشاركة أي شيء أثناء ذلك. تستمر محاولات إعادة الاتصال لمدة { $lasts }.
reconnected = عاد الاتصال مع { $helper }.
choose =
    { $n ->
        [zero] يُرجى اختيار كلمات لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
        [one] يُرجى اختيار كلمة واحدة على الأقل لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
        [two] يُرجى اختيار كلمتين على الأقل لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
        [few] يُرجى اختيار { $n } كلمات على الأقل لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
        [many] يُرجى اختيار { $n } كلمة على الأقل لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
       *[other] يُرجى اختيار { $n } كلمة على الأقل لرمزك، ثم ضغط Enter. من الأفضل اختيار كلمات لا علاقة بينها ولا يتوقّعها أحد منك. من الكلمات المتاحة:
    }
choose-again = لا يمكن استخدام هذه الكلمات: { $why }. يُرجى الاختيار من جديد.
choose-alike = كلمات لها بداية مشابهة: { $words }
words-file-unusable = لا يمكن استخدام الكلمات الموجودة في { $path }: { $why }
lasts-hours =
    { $n ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
lasts-minutes =
    { $n ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
invitation-tell = يُرجى إخبار مساعِدك بهذا الرمز:
invitation-open = تُفتح الصفحة  { $page }  في أي متصفّح ويُكتب فيها الرمز،
invitation-open-link = أو يُفتح الرابط  { $link }
invitation-link-whole = يحتوي هذا الرابط على الرمز كله: من يراه يمكنه طلب الاتصال. يُرجى عدم إعطائه لأي شخص آخر.
invitation-link-number = يحتوي الرابط على الرقم فقط؛ أما الكلمات فيجب أن تأتي منك.
invitation-works = يصلح الرمز لمرة واحدة، خلال { $lasts }. يُرجى إبقاء هذه النافذة مفتوحة.
saved = الدعوة محفوظة باسم { $path }. يُرجى إعطاء هذا الملف لمساعِدك؛ كلمات الرمز ليست فيه، فيجب إبلاغها بطريقة أخرى، مثلًا بالهاتف.
mailed-by-program = في برنامج البريد لديك رسالة جاهزة إلى { $to }. يُرجى إرسالها من هناك؛ كلمات الرمز ليست فيها، فيجب إبلاغها بطريقة أخرى، مثلًا بالهاتف.
mailed = أُرسلت الدعوة إلى { $to }؛ كلمات الرمز ليست فيها، فيجب إبلاغها بطريقة أخرى، مثلًا بالهاتف.

## The e-mail that brings an invitation. The Helper reads it; $user is the name of the User.

email-subject = طلب من { $user }: المساعدة في استخدام الحاسوب
email-what = يأتيك طلب من { $user }: رؤية شاشة الحاسوب والمساعدة في استخدامه. لا يلزم لذلك إلا متصفّح.
email-open = يُرجى فتح { $link }
email-open-server = أو فتح { $server } واختيار الملف المرفق بواسطة «فتح ملف دعوة».
email-words = يُرجى طلب كلمات الرمز من { $user }، مثلًا بالهاتف. لأسباب أمنية ليست الكلمات في هذه الرسالة.
email-connect = يُرجى كتابة الكلمات واسمك، ثم الضغط على «اتصال». يُطلب الإذن من { $user } قبل أن يظهر لك أي شيء.
email-until = تصلح هذه الدعوة لمساعِد واحد، حتى { $until }، وفقط ما دام Alongside مفتوحًا على حاسوب { $user }.
email-unknown = إن كان اسم { $user } غير معروف لك، أو كانت هذه الرسالة غير متوقّعة، فيُرجى عدم فعل أي شيء.
email-time = %d/%m/%Y، %H:%M UTC

## What is typed on the terminal to answer a question.

typed-yes = سماح
typed-no = رفض
typed-never = رفض قاطع
answers-yes-no = يُرجى كتابة { $yes } أو { $no }، ثم ضغط Enter:
answers-remember = يُرجى كتابة "{ $allow }" أو { $no }، ثم ضغط Enter؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى:
answers-control = يُرجى كتابة "{ $allow }" أو { $no }، ثم ضغط Enter؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى.
answers-control-and-prompts = يُرجى كتابة "{ $allow }" أو { $no }، ثم ضغط Enter. و"{ $prompts }" تسمح أيضًا برؤية طلبات كلمة المرور وطلبات النظام والرد عليها؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى:
answers-lasting = يُرجى كتابة "{ $allow }" لهذه المرة وحدها، أو "{ $minutes }"، أو "{ $session }"، أو { $no }، ثم ضغط Enter؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى:
answers-files-in = يُرجى كتابة "{ $allow }" أو { $no }، ثم ضغط Enter؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى:
answers-files-out = يُرجى كتابة "{ $allow }" لملف واحد، أو "{ $minutes }"، أو "{ $session }"، أو { $no }، ثم ضغط Enter؛ و"{ $never }" معناها الرفض وعدم السؤال مرة أخرى. لإرسال ملف أو مجلد، يُرجى كتابة /send ثم مساره:

## More that happens.

listening = بانتظار مساعِدك على { $address } حتى إغلاق هذا البرنامج.
left-out =
    { $n ->
        [zero] لم يُترك هنا أي سطر. فيما يلي ما هو قائم الآن.
        [one] تُرك هنا سطر واحد لأنه لم يُقرأ في الوقت المناسب. فيما يلي ما هو قائم الآن.
        [two] تُرك هنا سطران لأنهما لم يُقرآ في الوقت المناسب. فيما يلي ما هو قائم الآن.
        [few] تُركت هنا { $n } أسطر لأنها لم تُقرأ في الوقت المناسب. فيما يلي ما هو قائم الآن.
        [many] تُرك هنا { $n } سطرًا لأنها لم تُقرأ في الوقت المناسب. فيما يلي ما هو قائم الآن.
       *[other] تُرك هنا { $n } سطر لأنها لم تُقرأ في الوقت المناسب. فيما يلي ما هو قائم الآن.
    }
prompts-unseen = لا يمكن على سطح المكتب هذا ملاحظة طلبات كلمة المرور وطلبات النظام، فستظهر لمساعِدك. لا يمكن مشاركة التحكّم إلا معها: للسماح بذلك، يُرجى كتابة «{ $allow }» عند السؤال.
chat-too-long = الرسالة أطول من { $n } بايت
chat-left-out =
    { $n ->
        [zero] لم تأتِ قبل هذه أي رسالة أثناء طرح سؤال.
        [one] قبل هذه جاءت رسالة واحدة أثناء طرح سؤال، ولم يعد ممكنًا عرضها.
        [two] قبل هذه جاءت رسالتان أثناء طرح سؤال، ولم يعد ممكنًا عرضهما.
        [few] قبل هذه جاءت { $n } رسائل أثناء طرح سؤال، ولم يعد ممكنًا عرضها.
        [many] قبل هذه جاءت { $n } رسالة أثناء طرح سؤال، ولم يعد ممكنًا عرضها.
       *[other] قبل هذه جاءت { $n } رسالة أثناء طرح سؤال، ولم يعد ممكنًا عرضها.
    }
party-you = أنت
party-helper = المساعِد
log-begun = يُكتب سجل هذه الجلسة في { $path }.
log-not-kept = لا يمكن حفظ سجل هذه الجلسة: { $why }. تستمر الجلسة بدونه؛ وللحصول على سجل، يُرجى إخلاء بعض المساحة أو السماح بالكتابة في مجلد المستندات لديك.
log-required = لا يمكن حفظ سجل هذه الجلسة: { $why }. يشترط مالك هذا الحاسوب حفظ سجل لكل جلسة، لذلك تنتهي الجلسة.

## Errors of the command line and of what is typed.

failure-no-server = { $why }. يُرجى التحقّق من العنوان ومن شبكتك، أو حذف --server ليكون هذا الحاسوب نفسه هو الخادم
input-too-long = المتوقّع سطر لا يزيد على { $n } بايت
input-not-utf8 = المتوقّع نص بترميز UTF-8

## The window

window-failed = حدث خلل في البرنامج؛ لم تعد تتم مشاركة أي شيء
window-focus-given = اختار برنامجٌ هذا الزر، وليس أنت. يُرجى ضغط Tab حتى الوصول إليه بنفسك، ثم الضغط من جديد.
window-hung = لم تستجب هذه النافذة لبضع ثوانٍ، فسُحب التحكّم من مساعِدك.
window-alert = يُرجى قراءة هذا
window-alert-read = قرأتُ هذا
window-meaning-connect = سيكون كل ما على شاشتك ظاهرًا لهذا الشخص، حتى إنهاء ذلك من جانبك. لن يمكن لهذا الشخص النقر أو الكتابة. إن لم تكن المساعدة من هذا الشخص بطلب منك، فيُرجى عدم السماح.
window-meaning-control-without-prompts = سيكون بإمكان مساعِدك النقر والكتابة مثلك. يُرجى متابعة ما يحدث. مفتاح Esc يعيد التحكّم إليك وحدك فورًا. طلبات كلمة المرور وطلبات النظام، والنوافذ التي تعمل بصلاحيات المسؤول، لا تستجيب لمساعِدك: الرد عليها منك وحدك.
window-meaning-control-time = سيكون بإمكان مساعِدك النقر والكتابة مثلك. يُرجى متابعة ما يحدث.
window-meaning-control-esc = سيكون بإمكان مساعِدك النقر والكتابة مثلك. يُرجى متابعة ما يحدث. مفتاح Esc يعيد التحكّم إليك وحدك فورًا.
window-meaning-remember = لا تتم بهذا وحده مشاركة أي شيء. يُطلب إذنك من جديد في كل مرة قبل أن يرى أحد شاشتك.
window-level-none = أفضل صورة
window-level-no-full-window-drag = صور أقل أثناء تحرّك شيء كبير
window-level-no-background = صور أقل، وبلا خلفية لسطح المكتب
window-level-full = أبسط مظهر ممكن
window-no-display = لا يمكن فتح النافذة هنا: { $why }. في الطرفية يقوم الأمر `alongside share` بالشيء نفسه كتابةً
window-not-started = تعذّر بدء البرنامج: { $why }
window-works-no-more = انتهت مدة الرمز.
window-works-for =
    { $n ->
        [zero] يصلح الرمز لمرة واحدة، وبقي له أقل من دقيقة.
        [one] يصلح الرمز لمرة واحدة، وبقيت له دقيقة واحدة.
        [two] يصلح الرمز لمرة واحدة، وبقيت له دقيقتان.
        [few] يصلح الرمز لمرة واحدة، وبقيت له { $n } دقائق.
        [many] يصلح الرمز لمرة واحدة، وبقيت له { $n } دقيقة.
       *[other] يصلح الرمز لمرة واحدة، وبقيت له { $n } دقيقة.
    }
window-message = هل يمكنك مساعدتي في استخدام حاسوبي؟ يُرجى فتح { $link } في متصفّح والاتصال بي هاتفيًا: سأخبرك بكلمات الرمز. لن تظهر لك شاشتي إلا بعد موافقتي.
window-seconds-none = انتهى الوقت.
window-seconds-left =
    { $n ->
        [zero] لم تبقَ أي ثانية.
        [one] بقيت ثانية واحدة.
        [two] بقيت ثانيتان.
        [few] بقيت { $n } ثوانٍ.
        [many] بقيت { $n } ثانية.
       *[other] بقيت { $n } ثانية.
    }
window-bar-lost = انقطع الاتصال مع { $helper }. لا تتم مشاركة أي شيء.
window-bar-paused = المشاركة متوقفة مؤقتًا. شاشتك غير ظاهرة لدى { $helper }.
window-bar-control-esc = التحكّم مشترك مع { $helper }. مفتاح Esc ينهيه.
window-bar-control-time =
    { $n ->
        [zero] التحكّم مشترك مع { $helper }، لأقل من دقيقة.
        [one] التحكّم مشترك مع { $helper }، لدقيقة واحدة على الأكثر.
        [two] التحكّم مشترك مع { $helper }، لدقيقتين على الأكثر.
        [few] التحكّم مشترك مع { $helper }، لمدة { $n } دقائق على الأكثر.
        [many] التحكّم مشترك مع { $helper }، لمدة { $n } دقيقة على الأكثر.
       *[other] التحكّم مشترك مع { $helper }، لمدة { $n } دقيقة على الأكثر.
    }
window-bar-seen = بإمكان { $helper } رؤية شاشتك.
window-rate = { $kbit } كيلوبت/ث
window-cap-error = يُرجى كتابة عدد من { $least } إلى { $most }.
window-end-folder-error = لا يمكن عرض مجلد السجل: { $why }.
window-log-at = ما حدث مكتوب في { $path }.

## The window: the first view

window-start-title = الحصول على مساعدة في استخدام هذا الحاسوب
window-start-what = يمكن لشخص موثوق به لديك أن يرى شاشتك ويساعدك، من أي متصفّح. اختيار هذا الشخص لك.
window-start-safe = لا يرى أحد شيئًا قبل موافقتك، ويمكنك إنهاء ذلك في أي لحظة.
window-start-get-help = طلب المساعدة
window-start-cannot-allow = لا يبيّن سطح المكتب هذا هل ضُغط الزر منك أم من برنامج، فلا يمكن السماح بشيء في هذه النافذة. في الطرفية يقوم الأمر alongside share بالشيء نفسه كتابةً.
window-start-known = أو طلب المساعدة من أحد معارفك، بلا رمز:
window-start-again = طلب المساعدة من جديد
window-start-beginning = العودة إلى البداية
window-start-opening = لحظة من فضلك…
window-start-quit = إغلاق Alongside

## The window: the view with the invitation

window-invitation-title = يُرجى إخبار مساعِدك بهذا الرمز
window-invitation-code = رمز الدعوة
window-invitation-how = الأفضل بالهاتف. يُرجى قوله فقط لشخص من معارفك طلبت منه المساعدة.
window-invitation-spell = تهجئة الرمز
window-invitation-spell-less = إخفاء الحروف
window-invitation-open = على مساعِدك فتح هذه الصفحة في أي متصفّح، وكتابة الرمز فيها:
window-invitation-link = صفحة لمساعِدك
window-invitation-copy-link = نسخ الرابط
window-invitation-copy-message = نسخ رسالة لمساعِدك
window-invitation-link-copied = تم نسخ الرابط. يُرجى لصقه حيث تُكتب رسائلك إلى مساعِدك.
window-invitation-message-copied = تم نسخ الرسالة. يُرجى لصقها حيث تُكتب رسائلك إلى مساعِدك. كلمات الرمز ليست فيها: يُرجى قولها بالهاتف.
window-invitation-qr = رمز QR للصفحة المخصّصة لمساعِدك
window-invitation-unseen = لا يمكن لأحد رؤية شاشتك.
window-invitation-new-code = رمز جديد
window-invitation-cancel = عدم طلب المساعدة الآن

## The window: the view of a question

window-question-allow = سماح
window-question-refuse = عدم السماح
window-question-never = عدم السماح، وعدم السؤال مرة أخرى
window-question-with-prompts = السماح أيضًا برؤية طلبات كلمة المرور وطلبات النظام والرد عليها
window-question-silence = إن لم تأتِ إجابة منك، فلن يُسمح بذلك.

## The window: the view of a session

window-sharing-title = الجلسة
window-sharing-stop-control = إنهاء مشاركة التحكّم
window-sharing-pause = إيقاف مؤقت
window-sharing-resume = متابعة
window-sharing-chat = المحادثة
window-sharing-chat-unread = المحادثة ({ $count })
window-sharing-unread =
    { $n ->
        [zero] لا رسائل غير مقروءة
        [one] رسالة واحدة غير مقروءة
        [two] رسالتان غير مقروءتين
        [few] { $n } رسائل غير مقروءة
        [many] { $n } رسالة غير مقروءة
       *[other] { $n } رسالة غير مقروءة
    }
window-sharing-hide = إخفاء هذه النافذة
window-sharing-disconnect = قطع الاتصال
window-sharing-remember = حفظ مساعِدك في جهات الاتصال
window-sharing-remember-why = يمكنك بعد ذلك طلب المساعدة من هذا الشخص بلا رمز. ومع ذلك يُطلب إذنك في كل مرة.
window-sharing-conversation = المحادثة وما حدث
window-sharing-message = رسالة إلى مساعِدك
window-sharing-send = إرسال
window-sharing-wrote = رسالة من { $helper }: { $text }
window-sharing-cut = ما كان هنا من قبل موجود في سجل الجلسة.
window-sharing-bandwidth = هل الاتصال بطيء؟
window-sharing-rate = كم يُرسل الآن؟
window-sharing-cap = الحد الأقصى للإرسال (كيلوبت/ث)

## The window: the question before a session is ended

window-leave-title = إنهاء الجلسة؟
window-leave-what = لن تظهر شاشتك لمساعِدك بعد ذلك. للحصول على مساعدة من جديد، يلزمك رمز جديد.
window-leave-end = إنهاء الجلسة
window-leave-stay = متابعة

## The window: the view after a session

window-end-title = انتهت الجلسة
window-end-show-log = عرض السجل

## The window: people and settings

setup-people = الأشخاص
setup-settings = الإعدادات
setup-back = رجوع
setup-busy = لحظة من فضلك…
setup-done = تم الحفظ.
setup-save = حفظ
setup-cancel = إلغاء
setup-not-here = لا يمكن تغيير ذلك هنا
setup-no-number = المتوقّع عدد
setup-device-counts = ما يُضغط بواسطة الجهاز «{ $device }» يُحسب كأنه ضُغط منك. ويمكن لكل برنامج الضغط بواسطته.
setup-bad-name = لا يمكن استخدام هذا اسمًا: { $why }.
setup-offers-failed = لا يمكن انتظار عروض المساعدة الآن: { $why }. ستُعاد المحاولة.
setup-last-helped = آخر مساعدة في { $date }.
setup-forget = نسيان { $name }؟
setup-people-unknown = لا يمكن قراءة جهات اتصالك: { $why }.
setup-kept-in = اختياراتك محفوظة في { $file }.
setup-logged-in = السجلات محفوظة في { $folder }.
setup-nothing-shared = لا يمكن مشاركة أي شيء الآن: { $why }.
setup-seconds =
    { $n ->
        [zero] 0 ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $n } ثوانٍ
        [many] { $n } ثانية
       *[other] { $n } ثانية
    }
setup-minutes =
    { $n ->
        [zero] 0 دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
setup-hours =
    { $n ->
        [zero] 0 ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
setup-percent = { $n }%
setup-language-system = كما في سطح المكتب
setup-colours-system = كما في النظام
setup-colours-light = كتابة داكنة على خلفية فاتحة
setup-colours-dark = كتابة فاتحة على خلفية داكنة

## The window: offers of help

setup-offers-allow = السماح بعروض المساعدة من مساعِدين في جهات اتصالي
setup-offers-what = ما دامت هذه النافذة مفتوحة، يظهر لهم أنه يمكن مساعدتك، ويمكنهم طلب الاتصال. يُطلب إذنك في كل مرة قبل أن يرى أحد شاشتك.

## The window: the view of the people

setup-people-title = أشخاص يمكنهم مساعدتك بلا رمز
setup-people-nobody = لا يوجد أحد محفوظ في جهات اتصالك بعد. أثناء اتصال مساعِد بك، يمكنك اختيار حفظه.
setup-people-ask = طلب المساعدة
setup-people-key = عرض مفتاح الهوية
setup-people-hide-key = إخفاء مفتاح الهوية
setup-people-key-is = مفتاح هوية هذا الشخص باختصار. للمقارنة، يمكن لهذا الشخص قراءة مفتاحه عليك:
setup-people-rename = تغيير الاسم
setup-people-new-name = الاسم الجديد
setup-people-forget = نسيان
setup-people-forgetting = لن يتمكن هذا الشخص من الاتصال بك بلا رمز بعد ذلك. لحفظه من جديد، يجب أن توافقا معًا أثناء اتصاله بك.
setup-people-keep = إبقاء
setup-people-by-owner = قرّر مالك هذا الحاسوب أنه يمكن لهذا الشخص عرض المساعدة. يُطلب إذنك في كل مرة.
setup-people-by-owner-unused = ذكر مالك هذا الحاسوب هذا الشخص، لكنه لا يسمح بعرض المساعدة.

## The window: the view of the settings

setup-settings-title = الإعدادات
setup-settings-what = ما يتغيّر هنا يسري بدءًا من الجلسة القادمة.
setup-settings-name = اسمك، كما يظهر للمساعِدين
setup-settings-server = عنوان الخادم الذي يصلك بالمساعِدين؛ إن تُرك فارغًا فهو هذا الحاسوب نفسه
setup-settings-view-only = للمساعِدين المشاهدة فقط، وليس التحكّم أبدًا
setup-settings-log = حفظ سجل لكل جلسة
setup-settings-bandwidth = عند بطء الاتصال
setup-settings-reconnect = عند انقطاع الاتصال بالمساعِد، مدة انتظار عودته
setup-settings-expires = مدة صلاحية الرمز
setup-settings-map-port = طلب فتح منفذ من الراوتر، من أجل اتصال مباشر. عندئذ يمكن لأي شخص على الإنترنت إرسال حزم بيانات إلى هذا البرنامج
setup-settings-text-size = حجم الكتابة في هذه النافذة
setup-settings-colours = ألوان هذه النافذة
setup-settings-language = لغة هذا البرنامج
setup-settings-device = لوحة مفاتيح على الشاشة أو مفتاح تحويل
setup-settings-no-device = لا يمكن السماح بشيء إلا بفأرتك ولوحة مفاتيحك.
setup-settings-choose-device = اختيار جهاز

## The window: the view of the device for assistance

setup-device-title = جهاز يضغط نيابةً عنك
setup-device-what = لوحة المفاتيح على الشاشة أو مفتاح التحويل يضغطان بواسطة جهاز من أجهزة سطح المكتب. إذا ذُكر اسمه هنا، فما يضغطه يُحسب كأنه ضُغط منك، مثلًا على «سماح».
setup-device-opens = هذا يفتح بابًا: يمكن لكل برنامج على هذا الحاسوب الضغط بواسطة ذلك الجهاز، وبذلك السماح بشيء نيابةً عنك. ومنذ لحظة مشاركة التحكّم مع مساعِد وحتى نهاية الجلسة، لا يُحسب ما يضغطه.
setup-device-how = يُرجى الضغط على الزر أدناه بفأرة هذا الحاسوب أو لوحة مفاتيحه، أو طلب ذلك من شخص بجانبك.
setup-device-known = أجهزة سطح المكتب هذا:
setup-device-name = اسم الجهاز
setup-device-none = بلا جهاز

## The window: who decided what holds

setup-decided-default = هذا هو الاختيار الافتراضي.
setup-decided-file = هذا من اختيارك.
setup-decided-variable = يحدّد ذلك أحد متغيّرات البيئة، ما دام هذا البرنامج يعمل.
setup-decided-command-line = اختير هذا عند تشغيل البرنامج، ويسري حتى إغلاقه.
setup-decided-owner = قرّر ذلك مالك هذا الحاسوب. لا يمكنك تغييره.

## The window: an invitation as a file or by e-mail

sending-not-open = لم تعد الدعوة مفتوحة، فلا شيء لإرساله. يُرجى طلب المساعدة من جديد
sending-enough-mail = لن يُرسل المزيد من رسائل البريد الإلكتروني لهذه الدعوة. يُرجى حفظها في ملف، أو إخبار مساعِدك بالرمز
mail-unwritten = لا يمكن كتابة الرسالة: { $why }
mail-unattached = لا يمكن كتابة المرفق: { $why }
mail-no-program = لا يوجد هنا { $program } لفتح برنامج بريد؛ يُرجى ضبط [email] في ملف الإعدادات، أو حفظ الدعوة في ملف (--save-as)
mail-program-failed = لا يمكن استخدام { $program }: { $why }
mail-unopened = لم يُفتح أي برنامج بريد ({ $program }: { $status })؛ يُرجى ضبط [email] في ملف الإعدادات، أو حفظ الدعوة في ملف (--save-as)
mail-slow = لم يقبل خادم البريد { $host } الرسالة في الوقت المناسب
mail-silent = لم يرد خادم البريد { $host } في الوقت المناسب
mail-login = رفض خادم البريد { $host } تسجيل الدخول؛ يُرجى التحقّق من user و password_file في [email]
mail-refused = رفض خادم البريد { $host } الرسالة: { $reply }
mail-insecure = لا يوجد اتصال آمن بخادم البريد { $host }: { $why }؛ يُرجى التحقّق من tls و port في [email]
mail-unusable = لا يمكن استخدام خادم البريد { $host }: { $why }؛ يُرجى التحقّق من host و port و tls في [email]
sending-file-name = دعوة
sending-title = أو إعطاء مساعِدك دعوة:
sending-file = حفظ في ملف
sending-path = الملف الذي تُحفظ فيه
sending-save = حفظ
sending-path-error = يُرجى كتابة اسم ملف، أو مساره الكامل الذي يبدأ بشرطة مائلة.
sending-mail = إرسال بالبريد الإلكتروني
sending-address = عنوان البريد الإلكتروني لمساعِدك
sending-address-error = يُرجى كتابة عنوان بريد إلكتروني واحد، مثل jacky@example.org.
sending-sending = جارٍ إرسال البريد الإلكتروني…
sending-opening = جارٍ فتح برنامج البريد لديك…
sending-without-words = فيها أين يمكن لمساعِدك الوصول إليك، وحتى متى. كلمات الرمز ليست فيها: يُرجى قولها بالهاتف.
sending-send = إرسال البريد الإلكتروني
sending-open = فتح في برنامج البريد لديّ
sending-forbidden-program = قرّر مالك هذا الحاسوب ألا يُرسل البريد الإلكتروني إلا عبر خادم بريد، ولم يُذكر خادم بريد في إعداداتك.
sending-forbidden-server = قرّر مالك هذا الحاسوب ألا يُرسل البريد الإلكتروني إلا ببرنامج البريد في سطح المكتب، وفي إعداداتك خادم بريد.
sending-forbidden-all = قرّر مالك هذا الحاسوب ألا تُرسل الدعوات بالبريد الإلكتروني.

## The window: why it does not take a yes, and whether it takes one at all

consent-no-question = لم يعد هناك ما يُطلب الرد عليه.
consent-no-evidence = لا يمكن لهذه النافذة هنا معرفة هل ضُغط الزر منك أم من برنامج. يُرجى الإجابة في الطرفية.
consent-no-press = لم يأتِ هذا من فأرتك أو لوحة مفاتيحك. يُرجى الضغط على الزر بنفسك، بالفأرة أو Enter أو مفتاح المسافة.
consent-program = ضغط برنامجٌ هذا، وليس أنت. للسماح بذلك، يُرجى استخدام فأرتك أو لوحة مفاتيحك.
consent-program-may = يمكن لبرنامج آخر في هذه اللحظة ضغط المفاتيح والأزرار هنا، كبرنامج للتحكّم عن بُعد. يُرجى إغلاقه، ثم الضغط من جديد.
consent-program-too = ضغط برنامجٌ أيضًا مفاتيح أو أزرارًا. يُرجى الانتظار لحظة، ثم الضغط من جديد بالفأرة.
consent-too-soon = كان ذلك أسرع من اللازم. يُرجى قراءة السؤال، ثم الضغط من جديد.
consent-held = ضُغط المفتاح قبل ظهور السؤال، أو ظل مضغوطًا. يُرجى تركه، ثم الضغط من جديد.
consent-typing = جاء ذلك أثناء الكتابة. يُرجى قراءة السؤال، ثم الضغط من جديد.
consent-remapped = تغيّر إعداد لوحة المفاتيح أو الفأرة لديك. يُرجى الانتظار لحظة، ثم الضغط من جديد بالفأرة.
consent-pointer-waited = كان المؤشر على الزر عند ظهور السؤال. يُرجى إبعاده ثم إعادته، ثم الضغط من جديد.
consent-pointer-elsewhere = المؤشر ليس على الزر. يُرجى تحريكه إليه، ثم الضغط من جديد.
consent-pointer-moved = تحرّك المؤشر، لكن ليس بفأرتك. يُرجى إبعاده ثم إعادته، ثم الضغط من جديد.
consent-window-changed = تحرّكت هذه النافذة أو غُطّيت في هذه اللحظة. يُرجى النظر إليها، ثم الضغط من جديد.
consent-window-covered = يجب أن تظهر هذه النافذة كاملة. يُرجى إبعاد ما أمامها، ثم الضغط من جديد.
consent-presses-proved = يمكنك السماح بأشياء في النافذة: يُحسب الزر مضغوطًا منك ما دام لا يمكن لأي برنامج آخر الضغط. ولا يُعرف هل هناك شيء فوق النافذة.
consent-presses-not-proved = لا يمكن السماح بشيء في النافذة، بل في الطرفية فقط.

## The window: the code said aloud

speech-say = نطق الرمز بصوت مسموع
speech-stop = إيقاف النطق
speech-heard = يسمع الرمز كل من في الغرفة. يُرجى نطقه فقط حيث يصح ذلك.
speech-failed-not-here = لا يمكن نطق الرمز على هذا النظام بعد.
speech-failed-not-installed = لا يوجد على هذا الحاسوب برنامج ينطق. لنطق الرمز، يُرجى تثبيت الحزمة { $package }.
speech-failed = صوت هذا الحاسوب لا يعمل. هل هناك مكبّر صوت؟
speech-failed-system = لا يمكن تشغيل الصوت: { $why }.

## The window: the small picture of what the Helper sees

seen-show = ما يظهر لمساعِدك
seen-hide = إخفاء ما يظهر لمساعِدك
seen-picture = ما يظهر لمساعِدك الآن
seen-what = ما يظهر لمساعِدك الآن، دون الشريط في الأعلى.
seen-nothing = لا يظهر شيء لمساعِدك الآن.
seen-soon = ستأتي الصورة بعد لحظات.

## Outside of the window: notifications of the desktop, and the icon and its menu

desk-show = عرض النافذة
desk-asked = سؤال لك من Alongside
desk-seen = شاشتك يمكن رؤيتها الآن
desk-controlled = التحكّم مشترك مع مساعِدك
desk-wrote = رسالة من مساعِدك
desk-ended = انتهت الجلسة
desk-asked-connect = طلب من { $helper }: الاتصال ورؤية شاشتك.
desk-asked-control = طلب من { $helper }: مشاركة التحكّم بحاسوبك.
desk-asked-clipboard-read = طلب من { $helper }: استلام ما يُنسخ لديك.
desk-asked-clipboard-write = طلب من { $helper }: وضع شيء في حافظتك.
desk-asked-file-in = طلب من { $helper }: إرسال ملفات إليك.
desk-asked-file-out = طلب من { $helper }: استلام ملف منك.
desk-asked-point = طلب من { $helper }: الإشارة إلى أشياء على شاشتك.
desk-asked-remember = حفظ { $helper } في جهات الاتصال؟
desk-answer = يُرجى الإجابة في النافذة. إن لم تأتِ إجابة منك، فلن يُسمح بذلك.
desk-wrote-what = رسالة إليك من { $helper }.

## Helpers whom the User remembers, and offers

contacts-no-key = ما أرسله مساعِدك ليس مفتاح هوية، فلم يُحفظ أحد.
contacts-none = لا يوجد أي مساعِد محفوظ في جهات اتصالك. يُرجى كتابة /remember أثناء اتصال مساعِد بك.
contacts-no-server = لا يعرف المتاحين الآن إلا خادمك؛ يُرجى ذكره بالخيار --server URL.
contacts-to-needs-no-code = لا يحتاج --to إلى رمز، فلا شيء لحفظه أو لإرساله بالبريد الإلكتروني أو لاختيار كلمات له. يُرجى حذف --to، أو حذف كل من هذه: --save-as، --email، --choose-words، --words-file
contacts-not-remembered-no-answer = لم يصل رد من مساعِدك، فلم يُحفظ أحد.
contacts-not-remembered-unproven = لم يثبت أن مفتاح الهوية المرسل يخصّ مساعِدك، فلم يُحفظ أحد.
contacts-not-remembered-declined = لم تأتِ موافقة مساعِدك على الحفظ في جهات الاتصال، أو لا يمكن ذلك في المتصفّح هناك.
contacts-asker = { $alias } (الاسم المستخدم الآن: { $helper })
contacts-proven-code = ثبت أن هذا الشخص يعرف رمزك.
contacts-proven-contact = ثبت أن هذا الشخص هو جهة اتصالك { $helper }.
contacts-proven-policy = ثبت أن هذا الشخص هو { $helper }، وقد سمح له مالك هذا الحاسوب بعرض المساعدة.
contacts-remember = اقتراح من { $helper }: أن يُحفظ كلٌّ منكما في جهات اتصال الآخر. عندئذ يمكنك طلب المساعدة من { $helper } بلا رمز، بالأمر: alongside share --to NAME. ومع ذلك يُطلب إذنك في كل مرة قبل أن يرى أحد شاشتك. حفظ { $helper } في جهات الاتصال؟
contacts-waiting-available = بانتظار { $helper }، وهذا الشخص متاح الآن. لا يلزم رمز.
contacts-waiting = بانتظار { $helper }، وهذا الشخص غير متاح الآن. لا يلزم رمز؛ يُرجى إبقاء هذا البرنامج مفتوحًا.
contacts-waiting-for-offers = يمكن أن تُعرض المساعدة عليك من: { $helpers }. المتاحون الآن: { $available }. يُطلب إذنك قبل أن يرى أحد شاشتك.
contacts-nobody = لا أحد
contacts-left-out =
    { $n ->
        [zero] لا مكان لانتظار كل المساعِدين معًا. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
        [one] لا مكان لانتظار كل المساعِدين معًا؛ واحد منهم لا يمكنه العثور على هذا الحاسوب. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
        [two] لا مكان لانتظار كل المساعِدين معًا؛ اثنان منهم لا يمكنهما العثور على هذا الحاسوب. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
        [few] لا مكان لانتظار كل المساعِدين معًا؛ { $n } منهم لا يمكنهم العثور على هذا الحاسوب. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
        [many] لا مكان لانتظار كل المساعِدين معًا؛ { $n } منهم لا يمكنهم العثور على هذا الحاسوب. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
       *[other] لا مكان لانتظار كل المساعِدين معًا؛ { $n } منهم لا يمكنهم العثور على هذا الحاسوب. لنسيان جهات اتصال لم تعد لازمة: alongside contacts forget NAME
    }
contacts-stranger = حاول شخص غير معروف هنا الاتصال بلا رمز. رُفض ذلك.
contacts-stranger-often =
    { $n ->
        [zero] لم يحاول أي شخص غير معروف هنا الاتصال بلا رمز.
        [one] حاول شخص غير معروف هنا الاتصال بلا رمز (مرة واحدة). رُفض ذلك.
        [two] حاول شخص غير معروف هنا الاتصال بلا رمز (مرتين). رُفض ذلك.
        [few] حاول شخص غير معروف هنا الاتصال بلا رمز ({ $n } مرات). رُفض ذلك.
        [many] حاول شخص غير معروف هنا الاتصال بلا رمز ({ $n } مرة). رُفض ذلك.
       *[other] حاول شخص غير معروف هنا الاتصال بلا رمز ({ $n } مرة). رُفض ذلك.
    }
contacts-remembered = من الآن كلٌّ منكما محفوظ في جهات اتصال الآخر، أنت و{ $helper }. في المرة القادمة: alongside share --to { $name }
contacts-remembered-already = كلٌّ منكما محفوظ من قبل في جهات اتصال الآخر، أنت و{ $helper }. في المرة القادمة: alongside share --to { $name }
contacts-other-key = تحذير: هذا ليس مفتاح الهوية لجهة اتصالك { $helper }. ربما ينتحل شخص آخر اسم { $helper }، أو أن { $helper } في متصفّح آخر الآن. لم يُحفظ أحد. عند التأكّد من هوية الشخص، يُرجى نسيان جهة الاتصال أولًا: alongside contacts forget { $name }
contacts-not-kept = لم يُحفظ مساعِدك في جهات الاتصال: { $why }. الجلسة مستمرة.
contacts-not-noted = لم يُكتب أن جهة الاتصال هذه تساعدك الآن: { $why }. الجلسة مستمرة.
contacts-names-unknown = لا يمكن قراءة جهات اتصالك: { $why }. لن يصلك تحذير عندما يستخدم شخص ما اسم إحداها.
contacts-column-name = الاسم
contacts-column-key = المفتاح
contacts-column-since = منذ
contacts-column-last = آخر مرة
contacts-column-now = الآن
contacts-available-yes = متاح
contacts-available-no = -
contacts-available-unknown = غير معروف
contacts-not-asked = لا يُعرف من هو متاح الآن: { $why }.
contacts-own-fingerprint = البصمة:
contacts-own-key = مفتاح الهوية العام:

## Names that others chose

names-quoted = «{ $name }»
names-resembles-code = تحذير: ربما ليس هذا الشخص هو المعروف لديك باسم { $known }. يمكن لكل من لديه رمزك اختيار اسم كهذا، ولم يُبرَز هنا مفتاح هوية { $known }.
names-resembles = تحذير: هذا الشخص ليس المعروف لديك باسم { $known }. اختار هذا الشخص بنفسه اسمًا كهذا.

## The rights beside the picture and control

typed-allow-clipboard = سماح بالحافظة
typed-for-minutes = عشر دقائق
typed-for-session = طوال الجلسة
rights-clipboard-works = ما ينسخه أحدكما يمكن للآخر لصقه، بعد الموافقة.
rights-no-clipboard-here = لا يمكن مشاركة الحافظة على سطح المكتب هذا: ما ينسخه أحدكما لا يمكن للآخر لصقه.
rights-clipboard-emptied = حافظتك فارغة الآن: تعذّر وضع ما أرسله المساعِد فيها، وفُقد ما نسخته من قبل.
rights-read-meaning = «هذه المرة» تعني أول شيء يُنسخ لديك بعد الآن. يمكنك سحب هذا الإذن في أي لحظة.
rights-write-meaning = «هذه المرة» تعني شيئًا واحدًا. لا يُلصق شيء ولا يُفتح تلقائيًا.
rights-clipboard-read = طلب من { $asker }: استلام ما يُنسخ لديك من الآن: نصوص وصور. لا يُرسل ما نسخته من قبل، ولا ما يضع عليه برنامج لكلمات المرور علامة السرّية. السماح بذلك؟
rights-clipboard-write = طلب من { $asker }: وضع شيء في حافظتك، ليمكنك لصقه. يحلّ ذلك محلّ آخر شيء نسخته. السماح بذلك؟
rights-what-look = رؤية شاشتك
rights-what-control = استخدام فأرتك ولوحة مفاتيحك
rights-what-system-prompts = رؤية طلبات كلمة المرور وطلبات النظام والرد عليها
rights-what-clipboard-read = استلام ما يُنسخ لديك
rights-what-clipboard-write = وضع شيء في حافظتك
rights-what-point = الإشارة والرسم على شاشتك
rights-what-type = الكتابة
rights-what-file-in = إرسال هذه الملفات إليك
rights-what-file-out = استلام ملف من اختيارك
rights-what-sound = سماع صوت حاسوبك
rights-what-voice = التحدّث معك
rights-what-record = تسجيل الجلسة
rights-what-another-helper = إحضار مساعِد آخر
rights-what-hand-over = تسليم المساعدة إلى مساعِد آخر
rights-may = يمكن لمساعِدك { $what }.
rights-granted-once = أصبح بإمكان { $helper } { $what }، مرة واحدة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
rights-granted-minutes =
    { $n ->
        [zero] أصبح بإمكان { $helper } { $what }، لأقل من دقيقة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
        [one] أصبح بإمكان { $helper } { $what }، لدقيقة واحدة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
        [two] أصبح بإمكان { $helper } { $what }، لدقيقتين. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
        [few] أصبح بإمكان { $helper } { $what }، لمدة { $n } دقائق. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
        [many] أصبح بإمكان { $helper } { $what }، لمدة { $n } دقيقة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
       *[other] أصبح بإمكان { $helper } { $what }، لمدة { $n } دقيقة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
    }
rights-granted-session = أصبح بإمكان { $helper } { $what }، حتى نهاية الجلسة. يمكن سحب هذا الإذن في النافذة، أو بكتابة /revoke { $right }.
rights-ended-time = انتهى الوقت: لم يعد بإمكان { $helper } { $what }.
rights-ended-by-user = لم يعد بإمكان { $helper } { $what }.
rights-ended-by-helper = انتهى إذن { $what }: تم التخلّي عنه من جانب { $helper }.
rights-unknown = المتوقّع /revoke ثم واحد من: { $rights }.

## The window: rights

window-rights-this-time = سماح مرة واحدة
window-rights-ten-minutes = سماح لمدة 10 دقائق
window-rights-session = سماح حتى نهاية الجلسة
window-rights-revoke = سحب الإذن
window-rights-title = ما يمكن لمساعِدك فعله

## What stops control

control-stops-esc = يمكنك استعادة التحكّم في أي لحظة بمفتاح Esc.
control-stops-time =
    { $n ->
        [zero] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد أقل من دقيقة.
        [one] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد دقيقة واحدة.
        [two] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد دقيقتين.
        [few] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد { $n } دقائق.
        [many] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد { $n } دقيقة.
       *[other] مفتاح Esc لا ينهي مشاركة التحكّم على سطح المكتب هذا، بل ينهيها «{ $button }»، أو كتابة /stop في الطرفية، أو علامة المشاركة في سطح المكتب. وتنتهي تلقائيًا بعد { $n } دقيقة.
    }
control-stops-it-esc = لإنهاء ذلك، يُرجى ضغط Esc.
control-stops-it-time =
    { $n ->
        [zero] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد أقل من دقيقة.
        [one] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد دقيقة واحدة.
        [two] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد دقيقتين.
        [few] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد { $n } دقائق.
        [many] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد { $n } دقيقة.
       *[other] لإنهاء ذلك، يُرجى استخدام «{ $button }» في النافذة، أو كتابة /stop في الطرفية: مفتاح Esc لا ينهيه. وينتهي تلقائيًا بعد { $n } دقيقة.
    }
control-ended-time =
    { $n ->
        [zero] انتهى الوقت، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
        [one] انتهت الدقيقة، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
        [two] انتهت الدقيقتان، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
        [few] انتهت مدة { $n } دقائق، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
        [many] انتهت مدة { $n } دقيقة، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
       *[other] انتهت مدة { $n } دقيقة، فلم يعد التحكّم مشتركًا مع مساعِدك. يمكن أن يُطلب منك ذلك من جديد.
    }
control-ended-by-user = تمت استعادة التحكّم من جانبك.
control-ended-by-helper = تم التخلّي عن التحكّم من جانب مساعِدك.

## Files

typed-allow-files = سماح بالملفات
files-incoming-meaning = تُحفظ على هذا الحاسوب بالأسماء التي أعطاها لها مساعِدك. يُرجى عدم فتحها إلا إذا كان محتواها معروفًا لك. يمكنك إيقاف ذلك في أي لحظة.
files-outgoing-meaning = لا يُرسل شيء بهذا وحده: اختيار كل ملف لك. يمكنك سحب هذا الإذن في أي لحظة.
files-incoming =
    { $n ->
        [zero] طلب من { $asker }: إرسال ملفات إليك ({ $size }). تُحفظ في { $folder }، ولا تُفتح. قبول هذه الملفات؟
        [one] طلب من { $asker }: إرسال ملف إليك ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا الملف؟
        [two] طلب من { $asker }: إرسال ملفين إليك ({ $size }). يُحفظان في { $folder }، ولا يُفتحان. قبول هذين الملفين؟
        [few] طلب من { $asker }: إرسال { $n } ملفات إليك ({ $size }). تُحفظ في { $folder }، ولا تُفتح. قبول هذه الملفات؟
        [many] طلب من { $asker }: إرسال { $n } ملفًا إليك ({ $size }). تُحفظ في { $folder }، ولا تُفتح. قبول هذه الملفات؟
       *[other] طلب من { $asker }: إرسال { $n } ملف إليك ({ $size }). تُحفظ في { $folder }، ولا تُفتح. قبول هذه الملفات؟
    }
files-incoming-folder =
    { $n ->
        [zero] طلب من { $asker }: إرسال المجلد { $name } إليك، وليس فيه أي ملف ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [one] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه ملف واحد ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [two] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه ملفان ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [few] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملفات ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [many] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملفًا ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
       *[other] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملف ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
    }
files-incoming-folder-empty =
    { $n ->
        [zero] طلب من { $asker }: إرسال المجلد { $name } إليك، وليس فيه أي ملف، بل فيه { $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [one] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه ملف واحد و{ $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [two] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه ملفان و{ $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [few] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملفات و{ $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
        [many] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملفًا و{ $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
       *[other] طلب من { $asker }: إرسال المجلد { $name } إليك، وفيه { $n } ملف و{ $empty } ({ $size }). يُحفظ في { $folder }، ولا يُفتح. قبول هذا المجلد؟
    }
files-empty-folders =
    { $n ->
        [zero] 0 مجلد فارغ
        [one] مجلد واحد فارغ
        [two] مجلدان فارغان
        [few] { $n } مجلدات فارغة
        [many] { $n } مجلدًا فارغًا
       *[other] { $n } مجلد فارغ
    }
files-offered = { $name }، { $size }
files-programs-first =
    { $n ->
        [zero] لا يمكن تشغيل أي منها كبرنامج:
        [one] يمكن تشغيل واحد منها كبرنامج، وهو في البداية:
        [two] يمكن تشغيل اثنين منها كبرنامجين، وهما في البداية:
        [few] يمكن تشغيل { $n } منها كبرامج، وهي في البداية:
        [many] يمكن تشغيل { $n } منها كبرامج، وهي في البداية:
       *[other] يمكن تشغيل { $n } منها كبرامج، وهي في البداية:
    }
files-more =
    { $n ->
        [zero] ولا ملفات أخرى، { $size } معًا
        [one] وملف آخر، { $size }
        [two] وملفان آخران، { $size } معًا
        [few] و{ $n } ملفات أخرى، { $size } معًا
        [many] و{ $n } ملفًا آخر، { $size } معًا
       *[other] و{ $n } ملف آخر، { $size } معًا
    }
files-incoming-any = طلب من { $asker }: إرسال ملفات إليك. قبول هذه الملفات؟
files-outgoing = طلب من { $asker }: استلام ملف منك. لا يُرسل إلى هناك إلا ملفات ومجلدات من اختيارك بنفسك. السماح بذلك؟
files-your-helper = مساعِدك
files-notice-coming = الملف { $name } في الطريق إليك.
files-notice-offered = الملف { $name } معروض على { $helper }.
files-notice-running = { $name }: { $part } من { $size }.
files-notice-paused = نقل { $name } متوقف مؤقتًا حتى متابعته من جانبك.
files-notice-arrived = وصل الملف { $name }. مكانه: { $path }
files-notice-sent = أُرسل الملف { $name } إلى { $helper }.
files-notice-not-arrived = لم يصل الملف { $name }: { $why }.
files-notice-not-sent = لم يُرسل الملف { $name }: { $why }.
files-folder-arrived =
    { $n ->
        [zero] وصل المجلد { $name }، بلا ملفات.
        [one] وصل المجلد { $name }، بالملف الواحد الذي فيه.
        [two] وصل المجلد { $name }، بالملفين اللذين فيه.
        [few] وصل المجلد { $name }، بكل ملفاته: { $n } ملفات.
        [many] وصل المجلد { $name }، بكل ملفاته: { $n } ملفًا.
       *[other] وصل المجلد { $name }، بكل ملفاته: { $n } ملف.
    }
files-folder-not-arrived = لم يصل المجلد { $name }.
files-folder-partly = ملفات لم تصل من المجلد { $name }: { $n } من { $count }.
files-folder-at = مكانه: { $path }
files-folder-first = أولها { $file }: { $why }.
files-folder-why = السبب: { $why }.
files-not-come =
    { $n ->
        [zero] لا توجد ملفات متأخرة وافقت عليها.
        [one] ملف واحد وافقت عليه لم يصل منذ 5 دقائق، وقد لا يصل بعد ذلك.
        [two] ملفان وافقت عليهما لم يصلا منذ 5 دقائق، وقد لا يصلان بعد ذلك.
        [few] { $n } ملفات وافقت عليها لم تصل منذ 5 دقائق، وقد لا تصل بعد ذلك.
        [many] { $n } ملفًا وافقت عليها لم تصل منذ 5 دقائق، وقد لا تصل بعد ذلك.
       *[other] { $n } ملف وافقت عليها لم تصل منذ 5 دقائق، وقد لا تصل بعد ذلك.
    }
files-failure-cancelled = أُلغي
files-failure-not-allowed = لم يعد مسموحًا به
files-failure-changed = تغيّر أثناء إرساله
files-failure-damaged = تلف في الطريق
files-failure-disk-full = القرص ممتلئ
files-failure-page-reloaded = أُعيد تحميل الصفحة من جانب مساعِدك
files-failure-stalled = لم يصل منه شيء منذ 5 دقائق
files-failure-unanswered = لم يصل رد من مساعِدك خلال 15 دقيقة بشأن استلامه
files-failure-too-large = لا يمكن للمتصفّح الآخر الاحتفاظ بهذا القدر
files-failure-scanner = منعه برنامج مكافحة الفيروسات
files-failure-failed = تعذّرت قراءته أو كتابته
files-not-sent = لم يُرسل { $path }: { $why }.
files-not-sent-owner = لا يسمح مالك هذا الحاسوب بذلك
files-not-sent-paused = المشاركة متوقفة مؤقتًا
files-not-sent-nobody = لا يوجد مساعِد متصل
files-not-sent-now = هذا غير ممكن الآن
files-no-file = ليس ملفًا
files-large = حجمه أكبر مما يمكن إرساله
files-many = فيه ملفات كثيرة جدًا، أو مجلدات كثيرة متداخلة: يُرجى جعله أرشيف ZIP وإرسال الأرشيف
files-within = { $file } في داخله: { $why }
files-disk = لا يمكن قراءته: { $why }
files-links-left-out =
    { $n ->
        [zero] كل ما في { $path } يُرسل: لا تُرسل إلا الملفات والمجلدات.
        [one] في { $path } رابط أو جهاز واحد لا يُرسل: لا تُرسل إلا الملفات والمجلدات.
        [two] في { $path } رابطان أو جهازان لا يُرسلان: لا تُرسل إلا الملفات والمجلدات.
        [few] في { $path } { $n } روابط أو أجهزة لا تُرسل: لا تُرسل إلا الملفات والمجلدات.
        [many] في { $path } { $n } رابطًا أو جهازًا لا تُرسل: لا تُرسل إلا الملفات والمجلدات.
       *[other] في { $path } { $n } رابط أو جهاز لا تُرسل: لا تُرسل إلا الملفات والمجلدات.
    }
files-size-bytes =
    { $n ->
        [zero] { $n } بايت
        [one] { $n } بايت
        [two] { $n } بايت
        [few] { $n } بايت
        [many] { $n } بايت
       *[other] { $n } بايت
    }
files-decimal-mark = .
files-dialog-failed = حدث خلل في مربع الحوار: { $why }. يُرجى كتابة المسار.
files-dialog-elsewhere = ما اخترته ليس على هذا الحاسوب. يُرجى حفظه هنا أولًا، ثم اختياره من جديد.
files-too-many =
    { $n ->
        [zero] لا توجد ملفات هنا. يمكن إرسال { $most } دفعةً واحدة.
        [one] هذا ملف واحد. يمكن إرسال { $most } دفعةً واحدة: يُرجى اختيار عدد أقل، أو المجلد الذي هو فيه.
        [two] هذان ملفان. يمكن إرسال { $most } دفعةً واحدة: يُرجى اختيار عدد أقل، أو المجلد الذي هما فيه.
        [few] هذه { $n } ملفات. يمكن إرسال { $most } دفعةً واحدة: يُرجى اختيار عدد أقل، أو المجلد الذي هي فيه.
        [many] هذه { $n } ملفًا. يمكن إرسال { $most } دفعةً واحدة: يُرجى اختيار عدد أقل، أو المجلد الذي هي فيه.
       *[other] هذه { $n } ملف. يمكن إرسال { $most } دفعةً واحدة: يُرجى اختيار عدد أقل، أو المجلد الذي هي فيه.
    }

## The window: files

window-files-send = إرسال ملف أو مجلد
window-files-while-controlled = لا يمكن ذلك أثناء مشاركة التحكّم: فقد يأتي اختيار الملف من مساعِدك. يُرجى استعادة التحكّم أولًا.
window-files-offered = الملفات
window-files-path = الملف أو المجلد المراد إرساله
window-files-files = اختيار ملفات…
window-files-folder = اختيار مجلد…
window-files-files-title = ملفات لمساعِدك
window-files-folder-title = مجلد لمساعِدك
window-files-chosen = ما اخترته
window-files-send-chosen = إرسال ما اختير
window-files-forget = عدم الإرسال
window-files-chosen-while-controlled = لن يُرسل ما اخترته: التحكّم مشترك، فيمكن لمساعِدك الضغط في مربع الحوار. يُرجى استعادة التحكّم، ثم الاختيار من جديد.
window-files-no-dialog = لا يوجد مربع حوار لذلك في سطح المكتب هذا. يُرجى كتابة المسار.
window-files-strange-name = لا يمكن استخدام هذا الاسم: فيه رموز ليست أحرفًا. يُرجى إعطاؤه اسمًا آخر.
window-files-pause = إيقاف مؤقت
window-files-pause-folder = إيقاف المجلد مؤقتًا
window-files-continue = متابعة
window-files-cancel = إلغاء
window-files-cancel-folder = إلغاء المجلد
window-files-send-this = إرسال هذا

## Pointing, drawing and the steps that a Helper suggests

typed-allow-pointing = سماح بالرسم
marks-meaning = مفتاح Esc أو الإيقاف المؤقت أو سحب الإذن يمسح كل ما رُسم.
marks-question = طلب من { $asker }: الإشارة إلى أشياء على شاشتك، والرسم عليها، واقتراح خطوات. يظهر الرسم فوق نوافذك ولا ينقر على شيء. السماح بذلك؟
marks-step-button = { $text } (الزر «{ $name }»)
marks-step-check-box = { $text } (خانة الاختيار «{ $name }»)
marks-step-radio-button = { $text } (الخيار «{ $name }»)
marks-step-switch = { $text } (المفتاح «{ $name }»)
marks-step-link = { $text } (الرابط «{ $name }»)
marks-step-menu = { $text } (القائمة «{ $name }»)
marks-step-menu-item = { $text } (عنصر القائمة «{ $name }»)
marks-step-field = { $text } (الحقل «{ $name }»)
marks-step-list = { $text } (قائمة العناصر «{ $name }»)
marks-step-item = { $text } (العنصر «{ $name }»)
marks-step-tab = { $text } (علامة التبويب «{ $name }»)
marks-step-slider = { $text } (المنزلق «{ $name }»)
marks-step-other = { $text } («{ $name }»)
marks-next = الخطوة { $n } من { $count }: { $text }
marks-all-done = تمت كل الخطوات.
marks-suggested = اقتراح من { $helper }، الخطوة { $n } من { $count } (/next بعد إنجازها)
marks-none = لم تعد هناك خطوات مقترحة من { $helper }.
marks-suggests = اقتراح من { $helper }: { $step } بعد إنجازها، يُرجى كتابة /next.
marks-listed = { $n }. { $text }
marks-listed-done = تمت: { $n }. { $text }

## The window: steps

window-steps-title = ما يقترحه مساعِدك
window-steps-next = الخطوة التالية
window-steps-done = تم

## The bandwidth

bandwidth-untouched = لا تتغيّر خلفية سطح المكتب هذا ولا مؤثراته، لأن alongside لا يعرف كيف يغيّرها. ومع ذلك تُصغَّر الصورة.
bandwidth-recovered = عاد سطح المكتب لديك كما كان: لم تنتهِ الجلسة الأخيرة كما يجب، وتركته متغيّرًا.
bandwidth-nothing-to-restore = لا شيء يحتاج إلى إعادته كما كان: لم تترك أي جلسة سطح المكتب لديك متغيّرًا.
bandwidth-gives-none = لا شيء يُترك من أجل الاتصال البطيء
bandwidth-gives-no-full-window-drag = صور أقل أثناء تحرّك شيء كبير
bandwidth-gives-no-background = صور أقل أثناء تحرّك شيء كبير، وبلا خلفية لسطح المكتب
bandwidth-gives-full = صور أقل أثناء تحرّك شيء كبير، وبلا خلفية لسطح المكتب ولا مؤثرات ولا تنعيم للخطوط، وبألوان أقل
bandwidth-level = مستوى عرض النطاق { $level }: { $what }. الإرسال الآن { $kbit } كيلوبت/ث.
bandwidth-level-most = مستوى عرض النطاق { $level }: { $what }. الإرسال الآن { $kbit } كيلوبت/ث، والحد الأقصى { $most } كيلوبت/ث.
bandwidth-usage = يمكنك كتابة /bandwidth وحده لرؤيته، أو معه none أو no-full-window-drag أو no-background أو full لتحديد المستوى، أو معه عدد من { $least } إلى { $most } لئلا يُرسل أكثر من هذا العدد من الكيلوبت في الثانية.
bandwidth-not-changed = مظهر سطح المكتب ليس كما يريده المستوى: { $why }.
bandwidth-not-restored = قد لا يكون مظهر سطح المكتب كما كان: { $why }. ستُعاد المحاولة عند التشغيل القادم، ويمكن ذلك أيضًا بالأمر: alongside restore-desktop

## A question of the desktop itself

portal-asks = يسألك سطح المكتب الآن أي شاشة يمكن أن تظهر لمساعِدك: يُرجى اختيارها هناك والموافقة. لا يظهر شيء قبل ذلك، والرفض ينهي الجلسة.
portal-asks-switch = إن كان سيُسمح لمساعِدك في أي وقت باستخدام فأرتك ولوحة مفاتيحك، فيُرجى هناك أيضًا تشغيل «اسمح بالتفاعل عن بعد» (Allow Remote Interaction): لا يستخدمهما أحد قبل موافقتك هنا مرة أخرى.
portal-may-ask = قد يسألك سطح المكتب الآن أي شاشة يمكن أن تظهر لمساعِدك، وعن الفأرة ولوحة المفاتيح: يُرجى الاختيار والموافقة هناك. الرفض ينهي الجلسة. لا يستخدم أحد الفأرة ولوحة المفاتيح قبل موافقتك هنا مرة أخرى.
portal-restored = سمحت لسطح المكتب بتذكّر ما يمكن أن يظهر لمساعِدك. قد يعرض ذلك الآن دون سؤال. للاختيار من جديد في المرة القادمة، يُرجى حذف { $file }.
portal-restored-input = لا يستخدم أحد الفأرة ولوحة المفاتيح قبل موافقتك هنا مرة أخرى.

## The built-in server in a network of strangers

public-network-asked = السماح للآخرين في هذه الشبكة بمحاولة الوصول إلى حاسوبك؟
public-network-refused = تُعدّ هذه الشبكة عامة، ولم يُسمح للآخرين فيها بمحاولة الوصول إلى هذا الحاسوب. إن كان من فيها موضع ثقتك، فيُرجى جعلها شبكة خاصة في إعدادات Windows (الشبكة والإنترنت)، أو التشغيل بالخيار --listen 0.0.0.0:7575. وإلا فيُرجى استخدام خادم (--server URL)، أو السماح لهذا الحاسوب وحده بالاتصال (--listen 127.0.0.1:7575)
public-network-refused-in-window = تُعدّ هذه الشبكة عامة، ولم يُسمح للآخرين فيها بمحاولة الوصول إلى هذا الحاسوب. إن كان من فيها موضع ثقتك، فيُرجى جعلها شبكة خاصة في إعدادات Windows (الشبكة والإنترنت)، أو إغلاق Alongside وتشغيله من جديد ليُطرح السؤال مرة أخرى. وإلا فيُرجى كتابة خادم في «الإعدادات»
public-network-kind-said-unknown = لا يبيّن النظام نوع هذه الشبكة.
public-network-kind-said-domain = حسب النظام، هذه شبكة مؤسسة.
public-network-kind-said-private = حسب النظام، هذه شبكة خاصة.
public-network-kind-said-unclear = لم يبيّن النظام نوع هذه الشبكة، فتُعدّ عامة.
public-network-kind-said-public = حسب النظام، هذه شبكة عامة.
public-network-meaning = تُعدّ هذه الشبكة عامة، كما في مقهى أو فندق. ليمكن لمساعِدك الاتصال، يستقبل Alongside الاتصالات على { $address }، وعندئذ يمكن لأي شخص في هذه الشبكة محاولة الوصول إلى حاسوبك. لا يرى أحد شاشتك إلا بإذنك. يسري السماح حتى إغلاق Alongside.

## A part of the program has failed

parts-failed-pictures = تعطّل جزء من alongside: الجزء الذي يعرض شاشتك. تنتهي الجلسة.
parts-failed-picture = تعطّل جزء من alongside: الجزء الذي يرسل الصورة. تنتهي الجلسة.
parts-failed-channels = تعطّل جزء من alongside: الجزء الذي يستقبل ما يأتي من مساعِدك. تنتهي الجلسة.
parts-failed-signal-link = تعطّل جزء من alongside: الجزء الذي يبقى على اتصال بالخادم. تنتهي الجلسة.
parts-failed-mail = تعطّل جزء من alongside: الجزء الذي يرسل دعوتك. ربما لم تُرسل.
parts-failed-contacts = تعطّل جزء من alongside: الجزء الذي يعرف جهات اتصالك. تنتهي الجلسة.
parts-failed-log = تعطّل جزء من alongside: الجزء الذي يكتب السجل. تنتهي الجلسة.
parts-failed-input = تعطّل جزء من alongside: الجزء الذي يكتب وينقر. تنتهي الجلسة.
parts-failed-panic-key = تعطّل جزء من alongside: الجزء الذي ينتظر مفتاح Esc. تنتهي الجلسة.
parts-failed-prompts = تعطّل جزء من alongside: الجزء الذي يلاحظ طلبات كلمة المرور. تنتهي الجلسة.
parts-failed-press-watch = تعطّل جزء من alongside: الجزء الذي يعرف هل ضُغط الزر منك أم من برنامج. يُرجى الإجابة عن الأسئلة في الطرفية.
parts-failed-desk = تعطّل جزء من alongside: الجزء الذي يعرض الإشعارات وأيقونته. تعرض النافذة كل ما كان سيظهر هناك.
parts-failed-appearance = تعطّل جزء من alongside: الجزء الذي يغيّر مظهر سطح المكتب. إن لم يكن سطح المكتب لديك كما كان، فيُرجى تشغيل: alongside restore-desktop
parts-failed-port-mapping = تعطّل جزء من alongside: الجزء الذي يطلب من الراوتر لديك فتح منفذ. خلال 20 دقيقة يغلق الراوتر أي منفذ كان قد فتحه.
parts-failed-border = تعطّل جزء من alongside: الجزء الذي يرسم إطارًا حول ما تتم مشاركته. ما تتم مشاركته لم يتغيّر.
parts-failed-elements = تعطّل جزء من alongside: الجزء الذي يجد ما تتعلّق به الخطوة. تبقى الخطوات حيث يضعها مساعِدك.
parts-failed-marks = تعطّل جزء من alongside: الجزء الذي يعرض ما يرسمه مساعِدك. لن يُرسم شيء بعد الآن.
parts-failed-clipboard = تعطّل جزء من alongside: الجزء الذي يشارك الحافظة. لم تعد الحافظة مشتركة.
parts-failed-transfers = تعطّل جزء من alongside: الجزء الذي يقرأ ويكتب ما يُنقل. لن يُنقل شيء بعد الآن.

## The page of the Helper

page-other-build = صفحة مساعِدك من نسخة ({ $theirs }) غير النسخة التابعة لهذا البرنامج ({ $own }). هذا معتاد عندما يكون على الخادم إصدار آخر من Alongside. إن كان ذلك غير متوقّع، فيُرجى سؤال من يدير الخادم.

## Session logs: missing signatures, and what `alongside log verify` finds

log-unsigned = طرف مساعِدك لا يؤكّد ما لا بد أنه رآه: توقيعه غير موجود في سجل هذه الجلسة. سجلك مستمر، ويبيّن أين.
log-verified =
    { $n ->
        [zero] السجل كما كُتب: لا قيود، والموقّع من الطرف الآخر: { $signed }.
        [one] السجل كما كُتب: قيد واحد، والموقّع من الطرف الآخر: { $signed }.
        [two] السجل كما كُتب: قيدان، والموقّع منهما من الطرف الآخر: { $signed }.
        [few] السجل كما كُتب: { $n } قيود، والموقّع منها من الطرف الآخر: { $signed }.
        [many] السجل كما كُتب: { $n } قيدًا، والموقّع منها من الطرف الآخر: { $signed }.
       *[other] السجل كما كُتب: { $n } قيد، والموقّع منها من الطرف الآخر: { $signed }.
    }
log-line-signed = موقّع من الطرف الآخر: { $entries }
log-line-unseen = غير موقّع: لا يراه الطرف الآخر، أو كان قد غادر: { $entries }
log-line-missing = غير موقّع، مع أن طرف المساعِد يمكنه رؤيته: { $entries }
log-line-disputed = معترَض عليه من طرف هذه النسخة، الذي لم يرَ شيئًا كهذا: { $entries }
log-line-both = موقّع من الطرفين، وقد رآه كلاهما: { $entries }
log-line-one-unseen = كلام طرف واحد: لا يراه الطرف الآخر، أو كان قد غادر: { $entries }
log-line-one-missing = كلام طرف واحد، مع أن طرف المساعِد يمكنه رؤيته: { $entries }
log-verified-means = الموقّع رآه الطرف الآخر بنفسه. وغير الموقّع كلام طرف واحد. الأوقات حسب ساعة الحاسوب الذي تمت مشاركته. لا يمكن إلا لنسخة الطرف الآخر أن تبيّن هل تتفق النسختان.
log-same =
    { $n ->
        [zero] النسختان متفقتان: لا قيود.
        [one] النسختان متفقتان: قيد واحد.
        [two] النسختان متفقتان: قيدان.
        [few] النسختان متفقتان: { $n } قيود.
        [many] النسختان متفقتان: { $n } قيدًا.
       *[other] النسختان متفقتان: { $n } قيد.
    }
log-up-to = النسختان متفقتان حتى القيد { $entry }. بعد ذلك لم يكن الطرفان متصلين: في النسخة الأولى بعده { $one }، وفي الثانية { $other }.
log-entries =
    { $n ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $n } قيود
        [many] { $n } قيدًا
       *[other] { $n } قيد
    }
log-agreement-means = لم يتغيّر أي قيد منذ الجلسة. ما وقّعه الطرفان حدث كما كُتب؛ والباقي كتبه كلاهما، ويضمنه طرف واحد. الأوقات حسب ساعة الحاسوب الذي تمت مشاركته. ولا يُثبت هذا من كان الشخصان.
log-other-session = النسختان غير متفقتين: تختلفان بدءًا من القيد 1، فهما من جلستين مختلفتين، أو إحداهما مختلَقة
log-differ-from = النسختان غير متفقتين: تختلفان بدءًا من القيد { $entry }، وقد وقّعه أحد الطرفين للآخر
log-differ-missing = النسختان غير متفقتين: القيد { $entry } غير موجود في إحداهما، مع أن طرفها وقّعه
log-differ-disputed = النسختان غير متفقتين: القيد { $entry } موجود في كلتيهما، وقد كتب أحد الطرفين فورًا أنه لم يرَ شيئًا كهذا
log-fault-empty = لا قيود في السجل
log-fault-no-key = لا يبيّن السجل لمن التوقيعات التي فيه
log-fault-entry = القيد { $entry } ليس كما كُتب، أو أن قيدًا قبله غير موجود
log-fault-unsigned = القيد { $entry } ليس كما كُتب: توقيعه غير مطابق
log-fault-countersignature = توقيع الطرف الآخر على القيد { $entry } ليس كما كُتب
log-fault-dispute = السطر الذي يعترض على القيد { $entry } ليس كما كُتب
log-read-long = الملف أطول من أن يكون سجل جلسة
log-read-frame = لا يبدأ الملف ولا ينتهي مثل سجل جلسة من Alongside
log-read-line = السطر { $line } ليس كما يكتبه Alongside
log-run = { $first } إلى { $last }
log-newer = { $entry } (من إصدار أحدث من Alongside)
log-and-more =
    { $n ->
        [zero] { $entries }
        [one] { $entries } وواحد آخر
        [two] { $entries } واثنان آخران
        [few] { $entries } و{ $n } أخرى
        [many] { $entries } و{ $n } أخرى
       *[other] { $entries } و{ $n } أخرى
    }

## The owner's rules

policy-note-view-only = يسمح مالك هذا الحاسوب للمساعِدين بالمشاهدة فقط، فلا يمكن لمساعِدك التحكّم به.
policy-note-lifetime = يسمح مالك هذا الحاسوب بأن تصلح الدعوة لمدة { $longest } على الأكثر.
policy-forbidden-invitations = لا يسمح مالك هذا الحاسوب بدعوة مساعِدين. يُرجى سؤاله، أو الاطلاع على: alongside policy
policy-forbidden-offers = لا يسمح مالك هذا الحاسوب بعرض المساعدة. يمكن طلب كتابة [offer] allowed = true في ملف السياسة، أو طلب المساعدة من جانبك: alongside share
policy-forbidden-control = يسمح مالك هذا الحاسوب للمساعِدين بالمشاهدة فقط. يُرجى حذف --view-only=no
policy-forbidden-lifetime = يسمح مالك هذا الحاسوب بأن تصلح الدعوة لمدة { $longest } على الأكثر. يُرجى استخدام --expires { $longest }
policy-forbidden-email = لا يسمح مالك هذا الحاسوب بالدعوات بالبريد الإلكتروني. يُرجى حذف --email
policy-forbidden-email-program = لا يسمح مالك هذا الحاسوب بإرسال البريد الإلكتروني إلا عبر خادم بريد. يُرجى ذكر خادم تحت [email] في ملف الإعدادات، أو حذف --email
policy-forbidden-email-server = لا يسمح مالك هذا الحاسوب بإرسال البريد الإلكتروني إلا ببرنامج البريد في سطح المكتب. يُرجى حذف [email] من ملف الإعدادات، أو حذف --email
policy-forbidden-version = لا يقبل مالك هذا الحاسوب بروتوكولًا أقدم من { $minimum }، وهذا الإصدار يستخدم { $own }. يُرجى تحديث alongside
policy-forbidden-level = حدّد مالك هذا الحاسوب مستوى عرض النطاق: { $level }. يُرجى إبقاؤه كما هو، أو طلب تغيير `bandwidth` في ملف السياسة
policy-forbidden-reconnect = حدّد مالك هذا الحاسوب مدة انتظار عودة المساعِد: { $only }. يُرجى حذف --reconnect، أو طلب تغيير `reconnect` في ملف السياسة
policy-forbidden-map-port = لا يسمح مالك هذا الحاسوب بطلب فتح منفذ من الراوتر. يُرجى حذف --map-port
policy-forbidden-assistive-device = لا يسمح مالك هذا الحاسوب لجهاز تستخدمه البرامج بالإجابة في النافذة. يُرجى حذف --assistive-device
policy-forbidden-log-folder = يشترط مالك هذا الحاسوب حفظ سجل لكل جلسة، في مجلد حسابك. يُرجى حذف --log-dir
policy-forbidden-no-log = يشترط مالك هذا الحاسوب حفظ سجل لكل جلسة. يُرجى حذف --no-log، أو طلب تغيير `log` في ملف السياسة
policy-log-required = لا يمكن حفظ سجل هذه الجلسة: { $why }. يشترط مالك هذا الحاسوب حفظ سجل لكل جلسة، لذلك لا تبدأ أي جلسة. يُرجى إخلاء بعض المساحة، أو الاطلاع على: alongside doctor

## `alongside doctor`: what was tried, and how to mend it

doctor-title = ما جُرِّب:
doctor-will-happen = ما سيحدث:
doctor-for-admin = للمسؤول:
doctor-no-server = بدون --server يُستخدم الخادم الموجود داخل هذا البرنامج، لذلك لم يُجرَّب هذا.
doctor-asks-to-listen = يسألك الخادم الموجود داخل هذا البرنامج قبل أن يسمح للآخرين في هذه الشبكة بمحاولة الوصول إلى هذا الحاسوب. وحيث لا يمكن سؤال أحد، لا يبدأ.
doctor-not-allowed = لم يُتصل بالخادم، لأن قواعد مالك هذا الحاسوب لا تسمح بمشاركته.
doctor-not-reached = لم يُجرَّب، لأنه لم يمكن استخدام الخادم.
doctor-not-yet = ليس موجودًا في هذا الإصدار.
doctor-no-desktop = لم يُجرَّب، لأنه لا يوجد سطح مكتب للتحكّم به.
doctor-server-behind-proxy = تعذّر الوصول إلى الخادم، بسبب الوكيل.
doctor-tls-none = يبدأ العنوان بـ http، فلا يوجد TLS. ومع ذلك فما يتبادله الطرفان مشفّر بينهما.
doctor-tls-valid = لدى الخادم شهادة صالحة.
doctor-proxy-none = لا يُستخدم أي وكيل.
doctor-websocket-works = يصل الخادم بين الطرفين، ومساره الخاص ينقل الرسائل.
doctor-websocket-no-lane = يصل الخادم بين الطرفين. ليس لديه مسار خاص به للصورة.
doctor-relay-in-websocket = يمكن أيضًا استخدام المُرحِّل داخل WebSocket.
doctor-websocket-broken = فُتح الاتصال بالخادم، ثم انقطع.
doctor-udp-works = تصل حزم UDP إلى الخادم، وتعود أجوبته.
doctor-udp-not-offered = لم يُجرَّب، لأنه ليس لدى هذا الخادم STUN ولا مُرحِّل.
doctor-udp-blocked = لا تعود أي حزمة UDP من الخادم.
doctor-stun-works = يخبر الخادم هذا الحاسوب بعنوانه الخارجي.
doctor-stun-not-offered = لم يُجرَّب، لأن هذا الخادم لا يذكر أي خادم STUN.
doctor-relay-off = يعمل alongside-signal مُرحِّلًا بالخيار --turn ADDR، وعبر TLS أيضًا بالخيار --tls-cert، ويذكر مُرحِّلات أخرى بالخيار --external-turn.
doctor-silent = لا يأتي أي رد
doctor-garbled = ما يرد لا يستخدم هذا البروتوكول
doctor-no-packet = يعطي عنوانًا، لكن لا تمرّ أي حزمة
doctor-ipv6-works = يمكن الوصول إلى الخادم عبر IPv6.
doctor-ipv6-not-here = ليس لهذا الحاسوب IPv6؛ يُستخدم IPv4.
doctor-ipv6-not-there = ليس للخادم عنوان IPv6؛ يُستخدم IPv4.
doctor-ipv6-proxied = لم يُجرَّب، لأن الطريق إلى الخادم يمرّ بوكيل.
doctor-ipv6-fails = لهذا الحاسوب وللخادم عناوين IPv6، لكن لا يصل أحدهما إلى الآخر بها.
doctor-nat-none = لا توجد: عنوان هذا الحاسوب نفسه هو ما يُرى من الخارج.
doctor-nat-same = يُترجم العنوان، وبالشكل نفسه لمنفذين في الخادم، كما تفعل أجهزة الراوتر المنزلية. تنجح الاتصالات المباشرة في الغالب.
doctor-nat-other = يُترجم العنوان بشكل مختلف لكل وجهة (symmetric). نادرًا ما تنجح الاتصالات المباشرة.
doctor-nat-one-seen = يُترجم العنوان. لا يمكن هنا معرفة بأي طريقة، لأن الخادم لا يبيّنه إلا من منفذ واحد.
doctor-nat-unknown = غير معروف، لأن أي خادم لم يخبر هذا الحاسوب بعنوانه الخارجي.
doctor-mapping-not-asked = لم يُجرَّب، لأنه لا يُطلب من الراوتر فتح منفذ إلا بالخيار --map-port.
doctor-mapping-not-in-public = لم يُجرَّب، لأن هذه الشبكة تُعدّ عامة، ولا يُطلب فيها من أي راوتر فتح منفذ.
doctor-mapping-works = فتح الراوتر منفذًا لهذا الحاسوب، ثم أغلقه.
doctor-screen-asked = بوابة سطح المكتب (desktop portal) وPipeWire موجودان. يسأل سطح المكتب عن الشاشة عند بدء الجلسة، إلا إذا طُلب منه تذكّر الجواب.
doctor-not-encoded = التُقطت صورة، لكن تعذّر ترميزها
doctor-no-picture = لا تعطي الشاشة أي صورة
doctor-check-failed = فشل فحص سطح المكتب
doctor-desktop-hangs = سطح المكتب لا يستجيب
doctor-input-works = يمكن لمساعِدك التحكّم بهما بعد السماح بذلك من جانبك.
doctor-input-works-without-prompts = يمكن لمساعِدك التحكّم بهما بعد السماح بذلك من جانبك، ولكن ليس بطلبات النظام ولا بالنوافذ التي تعمل بصلاحيات المسؤول: استخدامها لك وحدك.
doctor-panic-key-works = مفتاح Esc يعيد التحكّم إليك وحدك في أي لحظة.
doctor-panic-key-works-presses-told = مفتاح Esc يعيد التحكّم إليك وحدك في أي لحظة. ويُميَّز المفتاح الذي ضُغط منك عن المفتاح الذي ضغطه برنامج.
doctor-panic-key-works-presses-imitated = مفتاح Esc يعيد التحكّم إليك وحدك في أي لحظة. ويُميَّز المفتاح الذي ضُغط منك عن المفتاح الذي ضغطه برنامج، إلا إذا قلّد البرنامج لوحة مفاتيحك.
doctor-panic-key-works-presses-not-told = مفتاح Esc يعيد التحكّم إليك وحدك في أي لحظة. ولا يُميَّز المفتاح الذي ضُغط منك عن المفتاح الذي ضغطه برنامج.
doctor-encoder-not-tried = لم يُجرَّب، لأنه لا توجد صورة.
doctor-policy-none = لا توجد سياسة على هذا الحاسوب، فكل شيء من اختيارك.
doctor-policy-allows = يسمح مالك هذا الحاسوب بالمشاركة؛ الأمر `alongside policy` يبيّن كيف.
doctor-policy-view-only = يسمح مالك هذا الحاسوب للمساعِدين بالمشاهدة فقط؛ الأمر `alongside policy` يبيّن المزيد.
doctor-log-off = لا يُحفظ سجل، كما تقول السياسة أو إعداداتك.
doctor-no-log-folder = ليس لهذا الحساب مجلد رئيسي
doctor-direct = تذهب الصور والإدخال مباشرةً من حاسوب إلى حاسوب، إن سمحت بذلك شبكة مساعِدك.
doctor-direct-near = تذهب الصور والإدخال مباشرةً إن كان مساعِدك في الشبكة نفسها.
doctor-direct-inside = هذا الحاسوب هو الخادم. تذهب الصور والإدخال مباشرةً إلى مساعِد في الشبكة نفسها.
doctor-through-server = وتمرّ عبر الخادم حيث لا يمكن غير ذلك.
doctor-server-first = تمرّ الصور والإدخال عبر الخادم، وهو أبطأ مسار.
doctor-look-only = يمكن لمساعِدك المشاهدة، وليس التحكّم.
doctor-mend-server-user = يُرجى التحقّق من عنوان الخادم ومن اتصال هذا الحاسوب بالإنترنت؛ ومعرفة هل يفتح متصفّحك ذلك العنوان.
doctor-mend-server-admin = يُرجى التحقّق من أن الاسم يُترجم هنا إلى عنوان، وأن alongside-signal يعمل، وأن جدران الحماية تسمح بمرور TCP إلى منفذه (443 مع https).
doctor-mend-tls-user = يُرجى التحقّق من تاريخ هذا الحاسوب وساعته؛ وإن كانا صحيحين، فيُرجى سؤال من يدير الخادم.
doctor-mend-tls-admin = يُرجى إعطاء الخادم شهادة باسمه مع السلسلة كلها (--tls-cert). وإن كان جدار حماية هنا يفتح TLS، فيُرجى تثبيت سلطة شهاداته على هذا الحاسوب أو استثناء الخادم.
doctor-mend-proxy-user = يُرجى السؤال عن عنوان الوكيل في هذه الشبكة، وعن اسم وكلمة مرور إن احتاج إليهما، وذكره بالخيار --proxy؛ أو تجربة --proxy none.
doctor-mend-proxy-admin = يُرجى السماح للوكيل بقبول CONNECT إلى منفذ الخادم، أو ذكر وكيل آخر بالخيار --proxy أو بالمتغيّر HTTPS_PROXY.
doctor-mend-websocket-user = يُرجى التحقّق من أن العنوان هو عنوان خادم Alongside؛ وإلا فهناك شيء في الطريق يمنع ذلك، فيُرجى تجربة شبكة أخرى.
doctor-mend-websocket-admin = يُرجى السماح في جدران الحماية والوكلاء والوكلاء العكسيين في الطريق بمرور WebSocket (RFC 6455) إلى المسارات /ws، /lane، /turn في الخادم، مع الترويستين Upgrade وConnection.
doctor-mend-udp-user = تعمل الجلسة عبر TCP مع ذلك، لكنها قد تكون أبطأ؛ وقد تكون شبكة أخرى أسرع، كشبكة الهاتف.
doctor-mend-udp-admin = يُرجى السماح بخروج UDP إلى المنفذ 3478 في الخادم وبعودة الأجوبة؛ وللاتصالات المباشرة، إلى أي عنوان ومنفذ.
doctor-mend-stun-user = الاتصال المباشر غير مرجّح، ويُستخدم المُرحِّل أو الخادم بدلًا منه؛ وقد تكون شبكة أخرى أسرع.
doctor-mend-stun-admin = يُرجى السماح بخروج UDP إلى منفذ STUN في الخادم (3478) وبعودة الأجوبة.
doctor-mend-relay-udp-user = لا يلزم فعل شيء إن كان مُرحِّل آخر أدناه يعمل؛ وإلا فيُرجى تجربة شبكة أخرى.
doctor-mend-relay-udp-admin = يُرجى السماح بمرور UDP إلى المنفذ 3478 في الخادم، من هنا وفي جدار حماية الخادم نفسه.
doctor-mend-relay-tcp-user = لا يلزم فعل شيء إن كان مُرحِّل آخر يعمل؛ وإلا فيُرجى تجربة شبكة أخرى.
doctor-mend-relay-tcp-admin = يُرجى السماح بمرور TCP إلى المنفذ 3478 في الخادم، من هنا وفي جدار حماية الخادم نفسه.
doctor-mend-relay-tls-user = لا يلزم فعل شيء إن كان مُرحِّل آخر يعمل؛ وإلا فيُرجى تجربة شبكة أخرى.
doctor-mend-relay-tls-admin = يُرجى السماح بمرور TLS إلى منفذ الخادم دون فتحه: جدران الحماية التي تتوقّع HTTP داخله تُسقط TURN.
doctor-mend-relay-refuses-user = يُرجى إخبار من يدير الخادم؛ وقد تعمل الجلسة بدون المُرحِّل.
doctor-mend-relay-refuses-admin = يُرجى التحقّق من --turn-public-ip، ومن منافذ المُرحِّل في جدار حماية الخادم (UDP، 32768 وما فوق)، ومن سجل alongside-signal أو المُرحِّل الخارجي.
doctor-mend-ipv6-user = لا يلزم فعل شيء: يُستخدم IPv4 بدلًا منه.
doctor-mend-ipv6-admin = يُرجى التحقّق من مسار IPv6 ومن جدران الحماية بين هنا والخادم، أو حذف سجل AAAA الخاص به.
doctor-mend-nat-user = لا يلزم فعل شيء إن كان مُرحِّل يعمل؛ وقد تكون شبكة أخرى أسرع.
doctor-mend-nat-admin = يُرجى جعل NAT يُبقي منفذًا خارجيًا واحدًا لكل مقبس داخلي (endpoint-independent mapping، RFC 4787)، أو فتح منافذ وذكرها بالخيار --udp-ports.
doctor-mend-screen-user = يُرجى تشغيل هذا البرنامج في جلسة العمل التي ستُشارَك شاشتها.
doctor-mend-screen-admin = تحتاج المشاركة إلى جلسة X11 (DISPLAY) يمكن لهذا الحساب قراءة ملف cookie الخاص بها، أو جلسة Wayland مع xdg-desktop-portal وواجهته الخلفية لسطح المكتب هذا وPipeWire (libpipewire-0.3-0).
doctor-mend-input-user = تعمل الجلسة، لكن لا يمكن لمساعِدك إلا المشاهدة.
doctor-mend-input-admin = يحتاج خادم X إلى الملحقين XTEST وXInputExtension.
doctor-mend-panic-key-user = تعمل الجلسة، لكن لا يمكن مشاركة التحكّم: لا يُعطى إلا عندما يمكن لمفتاح Esc استعادته.
doctor-mend-panic-key-admin = يحتاج خادم X إلى الإصدار 2 من الملحق XInputExtension.
doctor-mend-encoder-user = يُرجى تثبيت هذا البرنامج من جديد، والإبلاغ عن المشكلة إن لم ينفع ذلك.
doctor-mend-encoder-admin = يُرجى المقارنة بحاسوب آخر: لا يحتاج المُرمِّز إلى شيء من النظام.
doctor-mend-policy-user = يُرجى سؤال مالك هذا الحاسوب.
doctor-mend-policy-admin = يُرجى تغيير ملف السياسة الذي يذكره الأمر `alongside policy`.
doctor-mend-log-user = تعمل الجلسة بدون سجل؛ يُرجى إخلاء بعض المساحة، أو استخدام --no-log إن لم يكن السجل مطلوبًا.
doctor-mend-log-admin = يُرجى السماح لهذا الحساب بالكتابة في ذلك المجلد.
doctor-mend-log-required-user = يشترط مالك هذا الحاسوب حفظ سجل لكل جلسة، فلا جلسة بدونه؛ يُرجى إخلاء بعض المساحة.
doctor-mend-log-required-admin = يُرجى السماح لهذا الحساب بالكتابة في ذلك المجلد، أو تغيير `log` في ملف السياسة.
doctor-refused-rate-limited = وصلت إلى الخادم مؤخرًا دعوات كثيرة جدًا من شبكتك.
doctor-refused-full = الخادم ممتلئ في هذه اللحظة.
doctor-refused-version = إصدار الخادم غير متوافق مع هذا البرنامج.
doctor-refused-otherwise = رفض الخادم الدعوة.
doctor-label-server = الخادم
doctor-label-tls = التشفير (TLS)
doctor-label-proxy = الوكيل
doctor-label-websocket = WebSocket
doctor-label-udp = UDP
doctor-label-stun = العنوان (STUN)
doctor-label-relay-udp = المُرحِّل عبر UDP
doctor-label-relay-tcp = المُرحِّل عبر TCP
doctor-label-relay-tls = المُرحِّل عبر TLS
doctor-label-ipv6 = IPv6
doctor-label-nat = ترجمة العناوين
doctor-label-port-mapping = فتح منفذ في الراوتر
doctor-label-screen = الشاشة
doctor-label-input = الفأرة والمفاتيح
doctor-label-panic-key = مفتاح Esc
doctor-label-clipboard = الحافظة
doctor-label-sound = الصوت
doctor-label-encoder = مُرمِّز الفيديو
doctor-label-policy = السياسة
doctor-label-log = سجل الجلسة
doctor-server-answers = الخادم { $server } يرد.
doctor-server-unreachable = تعذّر الوصول إلى الخادم: { $why }.
doctor-server-silent = الخادم { $server } لا يرد في الوقت المناسب.
doctor-proxy-leads = الوكيل { $proxy } يوصل إلى الخادم.
doctor-lane-fails = يصل الخادم بين الطرفين، لكن مساره الخاص لا ينقل شيئًا: { $why }.
doctor-not-upgraded-status = يرد الخادم، لكنه لا يفتح WebSocket (حالة HTTP: { $status }).
doctor-not-upgraded = يرد الخادم، لكنه لا يفتح WebSocket.
doctor-mend-refused-version-user = يُرجى تحديث هذا البرنامج، أو طلب تحديث الخادم ممن يديره.
doctor-mend-refused-version-admin = يُرجى تشغيل الإصدار نفسه من alongside-signal ومن alongside.
doctor-mend-refused-user = يُرجى الانتظار دقيقة، ثم المحاولة من جديد.
doctor-mend-refused-admin = تبيّن مقاييس alongside-signal ما استُنفد؛ وقد يلزم تغيير --max-invitations أو --trusted-proxy (لعناوين الحواسيب التي وراء وكيل).
doctor-relay-works = مرّت حزمة عبر المُرحِّل وعادت عبر { $transport }.
doctor-relay-not-offered = ليس لدى هذا الخادم مُرحِّل عبر { $transport }.
doctor-relay-fails = لا يمكن استخدام المُرحِّل عبر { $transport }: { $why }.
doctor-refused-with = يرفض بالخطأ { $code }
doctor-no-mapping-no-router = لا يعرف هذا الحاسوب أي راوتر ليطلب منه.
doctor-mend-no-router-user = يُرجى التحقّق من اتصال هذا الحاسوب بالإنترنت؛ وبدون مساعدة الراوتر لا يتغيّر شيء آخر.
doctor-mend-no-router-admin = يُطلب المنفذ من بوابة المسار الافتراضي في IPv4، على Linux وWindows فقط.
doctor-no-mapping-silent = لا يرد الراوتر على طلبات كهذه.
doctor-mend-router-silent-user = يُرجى تشغيل UPnP أو PCP أو NAT-PMP في إعدادات الراوتر لديك، إن كان ذلك مرغوبًا فيه؛ وإلا فيتم الاتصال بدونه.
doctor-mend-router-silent-admin = يُرجى السماح للراوتر بالرد على PCP وNAT-PMP (منفذ UDP رقم 5351) أو UPnP (بروتوكول SSDP على منفذ UDP رقم 1900، ووصفه والتحكّم به عبر TCP) في هذه الشبكة.
doctor-no-mapping-refused = يرفض الراوتر فتح منفذ.
doctor-mend-router-refuses-user = يُرجى النظر في إعدادات الراوتر لديك هل يُسمح لهذا الحاسوب بفتح منافذ.
doctor-mend-router-refuses-admin = يُرجى السماح لهذا الحاسوب بحجز منافذ UDP في قواعد الراوتر لبروتوكولي UPnP وPCP، والنظر هل كل منافذه محجوزة.
doctor-no-mapping-not-leased = كان الراوتر سيُبقي المنفذ مفتوحًا إلى الأبد، فلم يُستخدم.
doctor-mend-not-leased-user = يُرجى تحديث الراوتر لديك، أو فتح منفذ فيه يدويًا وذكره بالخيار --udp-ports.
doctor-mend-not-leased-admin = يجب أن ينهي الراوتر حجز المنافذ تلقائيًا (حجز لمدة 20 دقيقة)؛ لكنه لا يقدّم إلا حجزًا دائمًا، أو حجزًا لأكثر من يوم.
doctor-no-mapping-not-public = لا يمكن الوصول من الإنترنت إلى عنوان الراوتر الخارجي نفسه ({ $address })، لأن جهازًا آخر يترجمه. ولا فائدة من منفذ فيه.
doctor-mend-not-public-user = لا يلزم فعل شيء إن كان مُرحِّل يعمل؛ ويمكن أن يُطلب من مزوّد الإنترنت عنوان IPv4 عام، أو IPv6.
doctor-mend-not-public-admin = هناك NAT ثانٍ: لدى المزوّد (RFC 6598)، أو راوتر آخر بين هذا الراوتر والإنترنت. يُرجى جعل ذلك الراوتر يعمل كجسر (bridge)، أو فتح المنفذ فيه أيضًا.
doctor-screen-works = التُقطت صورة من { $width } × { $height } بكسل.
doctor-screen-works-by = التُقطت صورة من { $width } × { $height } بكسل بطريقة { $method }.
doctor-panic-key-missing =
    { $n ->
        [zero] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد أقل من دقيقة.
        [one] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد دقيقة واحدة.
        [two] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد دقيقتين.
        [few] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد { $n } دقائق.
        [many] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد { $n } دقيقة.
       *[other] لا يعيد مفتاح Esc التحكّم على سطح المكتب هذا: ينتهي التحكّم تلقائيًا بعد { $n } دقيقة.
    }
doctor-encoder-works = رُمِّزت صورة في { $kb } كيلوبايت.
doctor-log-works = يمكن كتابته في { $folder }.
doctor-log-fails = لا يمكن كتابة السجل: { $why }.
doctor-through-relay = وتمرّ عبر المُرحِّل (عبر { $transports }) حيث لا يمكن ذلك.
doctor-relay-first = تمرّ الصور والإدخال عبر المُرحِّل، عبر { $transports }.
doctor-would-fail = لن تعمل الجلسة: يُرجى النظر إلى { $what } أعلاه.

## Errors: why something could not be done

weak-unknown-word = الكلمة رقم { $n } ليست من الكلمات التي تتكوّن منها الرموز
weak-too-few = المتوقَّع { $least } كلمات على الأقل، والموجود { $n }
weak-too-many = المتوقَّع { $most } كلمات على الأكثر
weak-repeated = المتوقَّع كلمات يختلف بعضها عن بعض
weak-example = المتوقَّع كلمات غير كلمات المثال الذي يعرفه الجميع
weak-neighbours = المتوقَّع كلمات لا تتوالى في القائمة
weak-alike = المتوقَّع كلمات لا تبدأ كلها بالحرف نفسه
name-empty = الاسم فارغ
name-too-long = الاسم أطول من { $n } بايت
name-unprintable = في الاسم حرف لا يُرى
book-unknown = لا توجد جهة اتصال باسم { $name }. انظر: alongside contacts
book-taken = توجد من قبل جهة اتصال باسم { $name }، واسمها مطابق أو مشابه. يُرجى اختيار اسم آخر، أو تغيير اسم جهة الاتصال هذه أو نسيانها أولًا
book-full = عدد جهات الاتصال الآن { $n }، ولا مكان لغيرها. يُرجى نسيان واحدة أولًا: alongside contacts forget NAME
book-nobody-offers = لا يوجد من يمكنه عرض المساعدة: لا يوجد أي مساعِد محفوظ في جهات اتصالك، ولم يذكر مالك هذا الحاسوب أحدًا. يُرجى كتابة /remember أثناء جلسة، أو طلب إضافة `offer.helper` إلى السياسة
save-occupied = الملف { $path } موجود وليس دعوة، لذلك تُرك كما هو؛ يُرجى اختيار اسم آخر
save-exists = الملف { $path } موجود من قبل، لذلك تُرك كما هو؛ يُرجى اختيار اسم آخر
save-failed = لا يمكن حفظ الدعوة في { $path }: { $why }
log-silent = القرص لا يستجيب
dial-unknown-name = الاسم { $name } غير معروف؛ يُرجى التحقّق منه ومن اتصالك بالشبكة
dial-unreachable = لا يرد { $name }: { $why }
dial-no-certificates = ليس في هذا الحاسوب قائمة بالشهادات الموثوق بها؛ يُرجى تثبيت ca-certificates
dial-certificate = ليس لدى { $name } شهادة صالحة لاتصال آمن: { $why }
dial-proxy-unreachable = لا يمكن الوصول إلى الوكيل: { $why }؛ يُرجى ذكر وكيل آخر بالخيار --proxy، أو --proxy none
dial-proxy-needs-password = يطلب الوكيل { $proxy } اسمًا وكلمة مرور؛ يُرجى ذكرهما بالخيارين --proxy http://NAME@{ $proxy }:PORT و --proxy-password-file FILE
dial-proxy-password = لا يقبل الوكيل { $proxy } الاسم وكلمة المرور المذكورين في --proxy
dial-proxy-forbids = لا يسمح الوكيل { $proxy } بالاتصال بالخادم { $server }؛ يُرجى طلب السماح به ممن يدير الوكيل
dial-proxy-kind = الوكيل في هذا النظام من النوع { $kind }؛ يُرجى ذكر وكيل HTTP بالخيار --proxy، أو --proxy none
dial-proxy-lost = أغلق الوكيل { $proxy } الاتصال: { $why }
dial-no-proxy = ليس { $proxy } وكيل HTTP؛ يُرجى ذكر وكيل آخر بالخيار --proxy، أو --proxy none
dial-proxy-status = لا يمكن للوكيل { $proxy } الاتصال بالخادم { $server }: يجيب بالحالة { $status }
rendezvous-silent = لم يرد الخادم { $server } خلال { $n } ث
rendezvous-mute = لا يذكر الخادم { $server } ذلك؛ ربما كان قديمًا أو مشغولًا
rendezvous-unreachable = لا يمكن الوصول إلى الخادم { $server }: { $why }
listen-failed = لا يمكن انتظار الاتصالات على { $address }: { $why }.
listen-in-use = برنامج آخر يستخدم هذا المنفذ؛ يُرجى اختيار غيره بالخيار --listen ADDR:PORT
listen-not-here = هذا العنوان ليس لهذا الحاسوب؛ يُرجى اختيار أحد عناوينه بالخيار --listen
listen-forbidden = المنافذ التي تقل عن 1024 محجوزة للنظام؛ يُرجى اختيار غيرها بالخيار --listen
listen-otherwise = يُرجى اختيار عنوان آخر بالخيار --listen ADDR:PORT
two-servers = لا يجتمع الخياران --server و --listen: إما خادم آخر، أو هذا الحاسوب

## Files of settings, policy, contacts and secrets that cannot be used

settings-unreadable = لا يمكن قراءة الإعدادات { $path }: { $why }
settings-unwritable = لا يمكن كتابة الإعدادات { $path }: { $why }
settings-no-folder = ليس لهذا الحساب مجلد للإعدادات
settings-wrong = في الإعدادات { $path } خطأ في السطر { $line }: { $what }
policy-unreadable = لا يمكن قراءة ملف السياسة { $path }: { $why }. على مالك هذا الحاسوب إصلاح ذلك
policy-owner = لا يمكن الوثوق بملف السياسة: { $path } ليس ملكًا لمالك هذا الحاسوب ({ $owner })
policy-writable = لا يمكن الوثوق بملف السياسة: يمكن لآخرين تغيير { $path } ({ $how })
policy-wrong = في ملف السياسة { $path } خطأ في السطر { $line }: { $what }
protect-unix = المطلوب chmod go-w
protect-windows = في علامة التبويب «الأمان» من خصائصه، يُرجى السماح بالكتابة للمسؤولين و SYSTEM فقط
private-no-folder = ليس لهذا الحساب مجلد للإعدادات، فلا يمكن حفظ أي جهة اتصال
private-exposed = { $path } ليس خاصًا: يمكن لآخرين قراءته أو تغييره. إذا لم يفعل أحد ذلك، { $how }؛ وإلا فيُرجى حذفه
private-how-unix = يُرجى تنفيذ chmod 600 على الملف و chmod go-w على مجلده
private-how-windows = يُرجى إبقاء حسابك والمسؤولين و SYSTEM فقط في علامة التبويب «الأمان» من خصائص الملف والمجلد («خيارات متقدمة» > «تعطيل التوريث»)، على أن يكون حسابك مالكهما
private-owner = { $path } ملك لحساب آخر؛ يُرجى نقله إلى مكان آخر
file-unreadable = لا يمكن قراءة { $path }: { $why }
file-unwritable = لا يمكن كتابة { $path }: { $why }
file-held = يستخدمه برنامج آخر؛ يُرجى إغلاق Alongside الآخر والمحاولة من جديد
private-wrong = في { $path } خطأ في السطر { $line }: { $what }. يُرجى تصحيحه، أو نقله إلى مكان آخر للبدء من جديد
private-form = شكل { $path } غير صحيح؛ المتوقَّع: { $expected }. يُرجى تصحيحه، أو نقله إلى مكان آخر للبدء من جديد
expected-identity = «{ $head }» ومفتاح بترميز base64
log-folder-no-home = ليس لهذا الحساب مجلد رئيسي
log-leads-out = { $path } يقود إلى خارج المجلد الرئيسي
log-not-there = تمت كتابة { $path } لكنه غير موجود
password-file-unusable = لا يمكن استخدام ملف كلمة المرور { $path }: { $why }
secret-exposed = يمكن لآخرين قراءته؛ { $how }
secret-empty = الملف فارغ
hide-unix = يُرجى جعله خاصًا بالأمر chmod 600
hide-windows = يُرجى إبقاء حسابك والمسؤولين و SYSTEM فقط في علامة التبويب «الأمان» من خصائصه («خيارات متقدمة» > «تعطيل التوريث»)
proxy-password-no-name = يحتاج --proxy-password-file إلى الاسم الذي يتوقّعه الوكيل؛ المتوقَّع: --proxy http://NAME@HOST:PORT دون كلمة مرور
wrong-value = `{ $key }`: { $why }
wrong-unknown-key = لا يوجد مفتاح `{ $key }`؛ الموجود: { $known }
wrong-missing = ينقص `{ $key }` في `{ $table }`
wrong-twice = هذه القيمة من `{ $key }` موجودة مرتين
wrong-too-many = أقصى عدد من `{ $table }` هو { $most }
wrong-pair = المطلوب `{ $one }` و `{ $other }` معًا، أو لا شيء منهما
wrong-unclear = يجب تغيير `{ $key }` يدويًا
value-expected = المتوقَّع: { $expected }
value-got = المتوقَّع: { $expected }؛ الموجود: { $got }
kind-text = نص
kind-number = عدد
kind-flag = true أو false
kind-table = جدول
kind-list = قائمة
kind-out-of-range = عدد خارج الحدود
kind-fraction = عدد كسري
kind-date = تاريخ
expected-setting = نص أو عدد أو true أو false
expected-tables = قائمة جداول
expected-texts = قائمة نصوص
expected-name = اسم
expected-public-key = مفتاح عام: 32 بايت بترميز base64
expected-moment = وقت مثل { $example }
expected-time = مدة من { $least } إلى { $most }، مثل { $example }
expected-path = مسار كامل
expected-range = عدد من { $least } إلى { $most }
expected-one-of = واحد من { $known }
expected-bytes = { $most } بايت على الأكثر
expected-name-part = { $part } في مكان اسم المساعِد
expected-braces = لا أقواس معقوفة غير التي في { $part }
expected-no-control = لا أحرف تحكم غير نهايات الأسطر
expected-program = برنامج بمساره الكامل، ووسائطه
expected-argument = { $part } في أحد الوسائط
expected-device = اسم جهاز، { $most } حرفًا على الأكثر
expected-server = عنوان الخادم بالشكل { $example }
expected-proxy = system أو none أو وكيل HTTP مثل { $plain } أو { $named }
expected-ports = منفذ، أو نطاق مثل { $example }، بمنافذ من 1 إلى 65535
expected-email = عنوان بريد إلكتروني مثل { $example }
expected-mail-host = اسم مثل { $example }
expected-mail-tls = "required" أو "starttls"، لأن خادم البريد ليس على هذا الحاسوب
expected-ending = اسم ملف ينتهي بـ { $ending }
expected-file = ملف؛ الإدخال القياسي مخصص للإجابات
expected-address = عنوان ومنفذ، مثل { $example }
usage-unknown = لا يوجد { $argument } هنا
usage-command = لا يوجد أمر { $command }
usage-suggestion = (يوجد { $suggestion })
usage-no-value = يحتاج { $argument } إلى قيمة
usage-no-equals = يحتاج { $argument } إلى = قبل قيمته
usage-values = قيم { $argument } أكثر أو أقل مما يجب
usage-twice = { $argument } موجود مرتين، أو بجانب ما لا يجتمع معه
usage-conflict = لا يجتمع { $one } و { $other }
usage-missing = ينقص: { $arguments }
usage-no-command = ينقص أمر، واحد من: { $commands }
usage-more = المزيد عن ذلك: { $option }

## Why the desktop cannot be shared or controlled

no-such-display = لا توجد شاشة { $wanted }: يُرجى اختيار واحدة من { $known }، أو رقمها بدءًا من 0، أو all
desktop-lost = اختفى سطح المكتب ({ $why }): يُرجى تشغيل alongside من جديد عندما يعود
desktop-resource = رفض النظام توفير مورد ({ $why }): يُرجى إغلاق بعض البرامج والبدء من جديد
desktop-other-system = لا توجد طريقة الالتقاط هذه في هذا النظام: يُرجى حذف --screen
desktop-unsupported = مشاركة الشاشة غير متاحة بعد في هذا النظام: يُرجى استخدام Linux مع X11
x-no-display = لا توجد شاشة X: يُرجى ضبط DISPLAY، أو تشغيل alongside داخل جلسة سطح المكتب
x-refused = لا يمكن فتح شاشة X ({ $why }): يُرجى التحقّق من DISPLAY و XAUTHORITY
x-guest = شاشة X هذه تابعة لجلسة Wayland ولا يمكنها عرض شاشتها: يُرجى حذف --screen، وتشغيل alongside داخل الجلسة التي ضُبط فيها WAYLAND_DISPLAY
x-missing = لا يملك خادم X الامتداد { $extension }: يُرجى استخدام خادم X يملكه. (يعمل --screen scrap بدونه، لكن يمكن عندئذ لكل حساب على هذا الحاسوب قراءة شاشتك)
x-depth = عمق شاشة X هو { $depth } بت لكل بكسل: يُرجى ضبطه على 24
x-input = تعذّر استخدام الفأرة ولوحة المفاتيح ({ $why }): يُرجى التحقّق من أن خادم X يملك الامتداد XTEST
portal-no-bus = لا توجد جلسة D-Bus ({ $why }): يُرجى تشغيل alongside داخل جلسة سطح المكتب
portal-none = لا تجيب بوابة سطح المكتب ({ $why }): يُرجى تثبيت xdg-desktop-portal والوحدة الخاصة بسطح المكتب هذا، مثل xdg-desktop-portal-gnome أو xdg-desktop-portal-kde أو xdg-desktop-portal-wlr
portal-no-screen = لا يمكن لبوابة سطح المكتب عرض الشاشة: يُرجى تثبيت وحدتها الخاصة بسطح المكتب هذا، مثل xdg-desktop-portal-gnome أو xdg-desktop-portal-kde أو xdg-desktop-portal-wlr
portal-refused = لم تتم مشاركة الشاشة: كانت الإجابة عن سؤال سطح المكتب بالرفض
portal-unanswered = لم تتم مشاركة الشاشة: لم تكن هناك إجابة عن سؤال سطح المكتب
portal-failed = حدث خطأ في بوابة سطح المكتب ({ $why }): يُرجى تشغيل alongside من جديد
portal-closed = أوقف سطح المكتب مشاركة الشاشة
portal-slow = تستغرق بوابة سطح المكتب وقتًا طويلًا: يُرجى تشغيل alongside من جديد
pipewire-missing = لا يوجد PipeWire الذي ينقل شاشة سطح مكتب Wayland ({ $why }): يُرجى تثبيت libpipewire-0.3-0 و pipewire
pipewire-failed = لا يعرض PipeWire الشاشة ({ $why }): يُرجى التحقّق من تشغيل pipewire و wireplumber
wayland-no-picture = لا يرسل سطح المكتب أي صورة: يُرجى التحقّق من تشغيل pipewire و wireplumber
wayland-no-input = لا يسمح سطح المكتب هذا لأي برنامج بالتحكم فيه: لا يوجد RemoteDesktop في بوابته. يمكن مشاركة الشاشة
wayland-no-windows = لا يُظهر سطح مكتب Wayland أي النوافذ مفتوحة
wayland-not-allowed = لا يسمح سطح المكتب لأحد آخر باستخدام الفأرة ولوحة المفاتيح: يُرجى مشاركة الشاشة من جديد، والسماح بالتفاعل عن بُعد في سؤال سطح المكتب
presses-not-known = لا يميّز هذا النظام بين مفتاح ضغطه شخص ومفتاح ضغطه برنامج
presses-other-compositor = في سطح مكتب Wayland هذا طرق لضغط المفاتيح لا تُلاحَظ هنا: لا يُميَّز بين الشخص والبرنامج إلا في GNOME
presses-open-to-all = يسمح سطح المكتب هذا لأي برنامج بضغط المفاتيح دون أن يُلاحَظ ({ $why })
presses-no-compositor = لا يجيب مركّب النوافذ ({ $why })
presses-no-bus = لا يمكن مراقبة الاستدعاءات على D-Bus الخاص بالجلسة ({ $why })
windows-no-desktop = لا يعرض Windows لهذا البرنامج أي سطح مكتب: يُرجى تشغيله من سطح مكتب حساب سُجّل الدخول إليه
mac-no-screen = لا يسمح macOS لبرنامج alongside برؤية الشاشة: يُرجى السماح بذلك لبرنامج alongside، أو للطرفية التي يعمل فيها، في إعدادات النظام > الخصوصية والأمن > تسجيل الشاشة، ثم تشغيل alongside من جديد
mac-no-input = لا يسمح macOS لبرنامج alongside باستخدام الفأرة ولوحة المفاتيح: يُرجى السماح بذلك لبرنامج alongside، أو للطرفية التي يعمل فيها، في إعدادات النظام > الخصوصية والأمن > تسهيلات الاستخدام، ثم تشغيل alongside من جديد
mac-no-esc = لا يسمح macOS لبرنامج alongside برؤية ضغط المفتاح Esc، الذي يجب أن يمكنه إيقاف التحكّم: يُرجى السماح بذلك لبرنامج alongside، أو للطرفية التي يعمل فيها، في إعدادات النظام > الخصوصية والأمن > مراقبة الإدخال، ثم تشغيل alongside من جديد
mac-secure-input = يستأثر حقل كلمة مرور، أو برنامج فيه «إدخال آمن بلوحة المفاتيح»، بلوحة المفاتيح، فلا يرى alongside المفتاح Esc: يُرجى الخروج منه، ثم مشاركة التحكّم من جديد
mac-no-display = لا توجد في macOS شاشة قيد التشغيل: يُرجى إيقاظ شاشة أو توصيلها، ثم تشغيل alongside من جديد
mac-one-display = يشارك جهاز Mac شاشة واحدة في كل مرة: يُرجى اختيار واحدة من { $known }، أو رقمها بدءًا من 0
mac-other-capture = طريقة الالتقاط هذه ليست لنظام macOS: يُرجى حذف --screen
mac-stopped = أُوقفت المشاركة من شريط القوائم في macOS: يُرجى تشغيل alongside من جديد للمشاركة
mac-capture = لا يعطي macOS أي صورة للشاشة ({ $why }): يُرجى تشغيل alongside من جديد
mac-silent = لا يجيب macOS ({ $why }): يُرجى تشغيل alongside من جديد
mac-event = رفض macOS أحد أحداث الإدخال: يُرجى التحقّق من إعدادات النظام > الخصوصية والأمن > تسهيلات الاستخدام
input-character = لا يوجد في سطح المكتب هذا مفتاح يكتب هذا الحرف
input-out-of-reach = في المقدمة نافذة تعمل بصلاحيات المسؤول: لا تقبل أي إدخال من هذا البرنامج
input-not-taken = لا يقبل سطح المكتب أي إدخال الآن
input-ended = لم يعد ممكنًا استخدام الفأرة ولوحة المفاتيح: يُرجى تشغيل alongside من جديد
clipboard-unsupported = لا يمكن بعد مشاركة الحافظة في سطح المكتب هذا
encoder-failed = تعذّر ترميز صورة الشاشة ({ $why }): يُرجى تشغيل alongside من جديد
appearance-foreign = الملف { $path } ليس من ملفات alongside ({ $why }): لا يُغيَّر شيء. إن كان سطح المكتب لديك كما يجب، فيُرجى حذف هذا الملف
appearance-unusable = لا يمكن استخدام { $path }: { $why }
appearance-no-place = ليس لهذا الحساب مجلد يُحفظ فيه مظهر سطح المكتب السابق
appearance-busy = غيّر alongside آخر سطح المكتب هذا، وسيعيده كما كان عند انتهائه
appearance-left =
    { $n ->
        [zero] كل إعدادات سطح المكتب كما كانت
        [one] لا يمكن الآن إعادة إعداد واحد من إعدادات سطح المكتب كما كان
        [two] لا يمكن الآن إعادة إعدادين من إعدادات سطح المكتب كما كانا
        [few] لا يمكن الآن إعادة { $n } إعدادات من سطح المكتب كما كانت
        [many] لا يمكن الآن إعادة { $n } إعدادًا من سطح المكتب كما كانت
       *[other] لا يمكن الآن إعادة { $n } إعداد من سطح المكتب كما كانت
    }

## What each command does: in the help of the command line and in the manual pages

help-program = مساعدة عن بُعد لا يحتاج فيها المساعِد إلا إلى متصفّح
help-share = دعوة مساعِد إلى رؤية هذه الشاشة، وإلى مشاركة التحكّم بعد موافقتك
help-listen = انتظار عرض للمساعدة: من جهة اتصال، أو ممن ذكره مالك هذا الحاسوب
help-contacts = عرض جهات الاتصال المحفوظة وتغيير أسمائها ونسيانها
help-contacts-forget = نسيان جهة اتصال. لا يمكن لصاحبها بعد ذلك الاتصال بلا رمز
help-contacts-rename = تغيير اسم جهة اتصال
help-contacts-key = عرض المفتاح العام الذي يعرف به المساعِدون هذا الحاسوب
help-doctor = تجربة ما تحتاج إليه الجلسة: الخادم والشبكة والشاشة والإدخال، مع بيان ما سيحدث وما يلزم إصلاحه
help-policy = عرض ما يسري على هذا الحاسوب ومن قرّره: سياسة المالك وإعداداتك
help-completions = عرض ما تحتاج إليه الصدفة لإكمال سطر الأوامر هذا
help-log = عرض سجلات الجلسات السابقة والتحقّق منها
help-log-list = عرض قائمة سجلات الجلسات لهذا الحساب
help-log-show = عرض سجل جلسة
help-log-verify = التحقّق من أن سجل الجلسة كما كُتب، ومن أن نسختين منه متطابقتان
help-restore-desktop = إعادة سطح المكتب كما كان، بعد جلسة لم تنتهِ كما يجب
help-listen-more = يجب أن تسمح السياسة بذلك. يُطلب إذنك كل مرة قبل أن يرى أحد شيئًا، ويستمر الانتظار حتى الضغط على Ctrl+C.
help-doctor-more = لا يُشارَك شيء، ولا يمكن لأحد أن يتصل. رمز الخروج: 0 إن كانت الجلسة ممكنة، و1 إن لم تكن.
help-policy-more = مع خيارات `alongside share` يُعرض ما ينتج عنها.
help-restore-desktop-more = يفعل الأمر `alongside share` ذلك من تلقاء نفسه عند بدئه.
