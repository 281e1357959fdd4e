# 来电者听到的中文（普通话，用“您”）。
#
# 一条提示由名字、等号和要说的话组成。以空格开头的行属于上面那一条：
#   .choice-1    菜单里 1 号键的说明，只有提供这个选项时才会说
#   .hear-1      来电者可以说的词，用逗号隔开
#   .no_input    没有听到声音时说的话；.no_input-2 是第二次
#   .no_match    没有听懂时说的话；.no_match-2 是第二次
# { $owed-full } 会自动填上：金额、日期和数字按中文的习惯来说。
# 请写给耳朵听：句子要短，先说选项，再说按键。改完请运行：  ivr check

## 许多提示里都用到的名称和短语

-brand = 港湾金融
-website = harborfinance.example
# 不收手续费的付款方式（policy.yaml：free_ways）。接在“您也可以……付款”里面。
-free-way = 在我们的网站 harborfinance.example 或者用自动扣款

## 线路本身：系统在需要的地方说

line-no-input = 我没有听到您的声音。
line-no-match = 对不起，我没有听明白。
line-too-low = 对不起，太少了。最少是{ $limit }。
line-too-high = 对不起，太多了。最多是{ $limit }。
line-holding = 请稍等，我还在为您办理。
    .longer = 这次比平时慢一些，请不要挂机。
line-trouble = 对不起，我们这边出了点问题。
line-goodbye = 感谢您致电{ -brand }。再见。
line-nothing-back = 这里没有可以返回的上一步。
line-yes-no = 是，请按 1。不是，请按 2。
    .hear-yes = 是, 是的, 对, 对的, 好, 好的, 可以, 同意, 没错, 行
    .hear-no = 不, 不是, 不对, 不用, 不要, 不行, 不可以, 不同意, 错了
line-spoken-digits = 数字
    .hear-0 = 零, 〇
    .hear-1 = 一, 幺
    .hear-2 = 二, 两
    .hear-3 = 三
    .hear-4 = 四
    .hear-5 = 五
    .hear-6 = 六
    .hear-7 = 七
    .hear-8 = 八
    .hear-9 = 九
line-shortcuts = 您随时可以这样做。
anywhere-repeat = 要再听一遍，请按星号键。
    .hear = 重复, 再说一遍, 再听一遍, 重听, 请重复
anywhere-back = 要返回上一步，请按 9。
    .hear = 返回, 上一步, 回去
anywhere-agent = 要人工服务，请按 0。
    .hear = 人工, 人工服务, 转人工, 客服, 接线员, 找人, 帮助
anywhere-language = 要换一种语言，请按 8。
    .hear = 语言, 换语言, 换一种语言, 英语, 英文, 西班牙语, English, español

## 在任何地方遇到困难时

trouble-silence = 我还是听不到您的声音。请不要挂断，我试着为您转接人工服务。
trouble-not-understood = 对不起，我没有听懂您的意思。我试着为您转接人工服务。
trouble-not-working = 对不起，这项服务现在用不了。我试着为您转接人工服务。
trouble-not-verified = 没有核实您的身份，我无法继续。我试着为您转接人工服务。
trouble-used-up = 这件事现在无法在电话里继续办理。我试着为您转接人工服务。

## 问候和语言

welcome-greeting = 感谢您致电{ -brand }。
welcome-cut-off = 您上次的通话好像中断了。要从中断的地方继续，请按 1。要重新开始，请按 2。
    .no_input = 要继续，请按 1。要重新开始，请按 2。

language-offer-spanish = 西班牙语服务，请按 2。
language-offer-chinese = 中文服务，请按 3。
language-choice = 英语服务，请按 1，或者不用按键，请稍等。
    .hear-1 = 英语, 英文, English
    .hear-2 = 西班牙语, 西班牙文, español, Spanish
    .hear-3 = 中文, 普通话, 国语, Chinese

## 主菜单

main-menu = 主菜单。
    .choice-1 = 要查询欠款和到期日，请按 1。
    .choice-2 = 要用电话付款，请按 2。
    .choice-3 = 如果您需要延期付款，请按 3。
    .choice-4 = 其他事情，请按 4。您随时可以按 0 转接人工服务。
    .hear-1 = 余额, 查余额, 欠款, 欠多少, 我欠多少钱, 什么时候到期, 账单
    .hear-2 = 付款, 付钱, 缴费, 还款, 我要付款, 我要还款
    .hear-3 = 延期, 延期付款, 多一点时间, 更多时间, 没钱付, 付不起
    .hear-4 = 其他, 其他事情, 别的事
main-anything-else = 您还需要别的服务吗？
    .choice-1 = 要回到主菜单，请按 1。
    .choice-2 = 如果没有了，请按 2，或者直接挂断。
    .hear-1 = 要, 需要, 有, 主菜单, 菜单
    .hear-2 = 没有, 没有了, 不用, 不用了, 不需要, 再见
main-after-payment = 您还需要别的服务吗？
    .choice-1 = 要再听一遍确认号，请按 1。
    .choice-2 = 要回到主菜单，请按 2。
    .choice-3 = 如果没有了，请按 3，或者直接挂断。
    .hear-1 = 确认号, 听确认号
    .hear-2 = 要, 需要, 有, 主菜单, 菜单
    .hear-3 = 没有, 没有了, 不用, 不用了, 不需要, 再见
main-payment-again = 您支付了{ $paid-amount }。您的确认号是 { $paid-reference }。
main-not-verified = 要办理这件事，我首先需要确认是您本人。

## 告别：每一句都说明办了什么

goodbye = 感谢您致电{ -brand }。再见。
goodbye-balance = 您今天查询了欠款，应付金额是{ $checked-due }。感谢您致电{ -brand }。再见。
goodbye-paid = 您今天支付了{ $paid-amount }。确认号是 { $paid-reference }。您现在的余额是{ $paid-balance }。感谢您致电{ -brand }。再见。
goodbye-not-paid = 我们没有向您收取任何费用。感谢您致电{ -brand }。再见。
goodbye-unknown = 您的付款还在核实。在收到我们的消息之前，请不要再付一次。感谢您致电{ -brand }。再见。
goodbye-deferred = 您的新到期日是{ $deferred-new-date }。编号是 { $deferred-reference }。感谢您致电{ -brand }。再见。
goodbye-referred = 您的延期申请已经交给我们的工作人员，我们会给您打电话。感谢您致电{ -brand }。再见。
goodbye-not-deferred = 您的到期日没有改变。感谢您致电{ -brand }。再见。
goodbye-agent = 感谢您致电{ -brand }。再见。
goodbye-callback = 我们会给您回电话。您的个案号是 { $callback-number }。感谢您致电{ -brand }。再见。
goodbye-closed = 您随时可以在 { -website } 联系我们。感谢您致电{ -brand }。再见。
goodbye-silent = 我听不到您的声音，现在要结束通话了。欢迎您随时再打来。如果您不方便用电话，请到 { -website } 给我们留言，我们会给您回电话或者回信。再见。

## 核实来电者的身份

verify-account = 首先我需要确认是您本人。请输入您的账号，然后按井号键。账号印在账单的最上面。
    .no_input = 您的账号印在账单的最上面。请现在输入，然后按右下角的井号键。要人工服务，请先按星号键，再按 0。
    .no_match = 这不像是账号。请只输入数字，然后按井号键。
    .no_match-2 = 请输入账单最上面的八位数字，然后按井号键。要人工服务，请先按星号键，再按 0。
verify-birth-date = 请输入您的出生日期，一共八位数字：四位年份，两位月份，两位日期。例如 1975 年 3 月 9 日，请输入 1 9 7 5 0 3 0 9。
    .no_input = 请输入您的出生日期：四位年份，两位月份，两位日期。
    .no_match = 这不是一个日期。请输入四位年份，两位月份，两位日期。
verify-postcode = 请输入您的五位邮政编码。
    .no_input = 请输入您账单地址的邮政编码，一共五位数字。
    .no_match = 请输入五位数字，就是您账单地址的邮政编码。
verify-last-payment = 请输入您上一次付款的金额。先输入美元，按星号键，再输入美分，最后按井号键。例如 50 美元 25 美分，请按 5 0 星号 2 5 井号。
    .no_input = 请输入您上一次付款的金额：美元，星号键，美分，然后按井号键。
    .no_match = 我需要一个金额。请输入美元，星号键，美分，然后按井号键。如果正好是 50 美元，请按 5 0 井号。
verify-code-sent = 谢谢。如果您提供的信息相符，验证码已经发往我们登记的手机或者电子邮箱。
verify-code-sent-other-way = 如果您提供的信息相符，而且我们有您的另一种联系方式，新的验证码已经发往那里。之前的验证码不能再用了。
verify-code = 请输入六位验证码。不用着急。如果没有收到，请不要挂断。
    .no_input = 我还在。收到验证码以后，请输入六位数字。
    .no_input-2 = 请输入六位验证码。或者再等一会儿，我来帮您。
    .no_match = 验证码是六位数字，请全部输入。
verify-code-wrong = 验证码不对。请看我们最新的一条消息。
verify-code-expired = 这个验证码已经过期。我再给您发一个新的。
verify-confirmed = 谢谢。已经确认是您本人。
verify-no-code = 我们来看看怎样把验证码发给您。
    .choice-1 = 如果您已经收到了，请按 1。
    .choice-2 = 要重新发送，请按 2。
    .choice-3 = 要换一种方式接收，不用短信而用电子邮件，请按 3。
    .choice-4 = 要从账号开始重新输入，请按 4。要人工服务，请按 0。
    .hear-1 = 收到了, 已经收到, 我有了
    .hear-2 = 重新发送, 重发, 再发一次, 新的验证码
    .hear-3 = 电子邮件, 邮件, 邮箱, 短信, 换一种方式
    .hear-4 = 重新输入, 重新开始, 账号
verify-not-sent = 对不起，现在不能用这种方式发送验证码。这是我们的问题，不是您的问题。
    .choice-1 = 要换一种方式接收，不用短信而用电子邮件，请按 1。
    .choice-2 = 要用同样的方式再试一次，请按 2。
    .choice-3 = 要我们给您回电话，请按 3。要人工服务，请按 0。
    .hear-1 = 电子邮件, 邮件, 邮箱, 短信, 换一种方式
    .hear-2 = 再试一次, 再发一次, 重新发送
    .hear-3 = 给我回电话, 回电话
verify-start-over = 好的，我们重新开始。
verify-failed = 对不起，我没有办法确认是您本人，所以不能在电话里为您打开账户。没有做任何改动。我们的工作人员可以帮您。
    .choice-1 = 要人工服务，请按 1。
    .choice-2 = 要回到主菜单，请按 2。
    .hear-1 = 好, 好的, 要, 是的
    .hear-2 = 不用, 不要, 主菜单, 菜单

## 欠款和到期日

balance-closed = 这个账户已经关闭。
balance-disputed = 您告诉过我们这个账户有不对的地方，我们正在核查。在此期间，有争议的部分您不必付款。
balance-paid-up = 您的款项都已付清，现在没有到期的款项。
balance-due = 您的应付金额是{ $balance-due }。到期日是{ $balance-due-date }。
balance-due-now = 您的应付金额是{ $balance-due }。
balance-overdue = 其中{ $balance-overdue }已经逾期。
balance-minimum = 要保持账户正常，您至少需要支付{ $balance-minimum }。
balance-deferred = 您已经获得延期：到期日改到了{ $balance-deferred-until }。
balance-next = 您的下一期款项是{ $balance-next-amount }，到期日是{ $balance-next-date }。
balance-promotion = 您的优惠期到{ $balance-promotion-ends }为止。在那之前付清余款，就不用付利息。
balance-outstanding = 您一共还欠{ $balance-outstanding }。
balance-offers = 您想做什么？
    .choice-1 = 要用电话付款，请按 1。
    .choice-2 = 如果您需要延期，请按 2。
    .choice-3 = 要听最近的交易，请按 3。
    .choice-4 = 要逐个听您的分期计划，请按 4。
    .choice-5 = 要再听一遍欠款，请按 5。
    .choice-6 = 其他事情，请按 6。
    .hear-1 = 付款, 付钱, 缴费, 还款, 现在付款
    .hear-2 = 延期, 延期付款, 更多时间, 付不起
    .hear-3 = 交易, 最近的交易, 交易记录
    .hear-4 = 计划, 分期, 分期计划
    .hear-5 = 欠款, 余额, 再听一遍欠款
    .hear-6 = 主菜单, 菜单, 其他, 其他事情, 不用, 没有了
balance-no-recent = 这个账户还没有交易。
balance-transaction = { $transaction-date }，{ $transaction-kind ->
        [payment] 您付款{ $transaction-amount }。
        [charge] 账单{ $transaction-amount }。
        [fee] 手续费{ $transaction-amount }。
       *[refund] 退款给您{ $transaction-amount }。
    }
    .choice-1 = 要听更早的一笔，请按 1。
    .choice-2 = 不听了，请按 2。
    .hear-1 = 下一笔, 更早的, 继续
    .hear-2 = 不听了, 停, 好了
balance-no-older = 能读给您听的交易就是这些。
balance-plan = { $plan-name }：还欠{ $plan-remaining }。
balance-plan-next = { $plan-name }：还欠{ $plan-remaining }。下一笔{ $plan-next-amount }，到期日是{ $plan-next-date }。

## 用电话付款

pay-not-now = 对不起，现在不能收款。您的卡没有扣款。您可以{ -free-way }付款，不收手续费。
pay-not-now-offer = 您不用在线等候。
    .choice-1 = 要我们给您回电话，请按 1。
    .choice-2 = 如果您需要延期付款，请按 2。
    .choice-3 = 要办别的事，请按 3。要人工服务，请按 0。
    .hear-1 = 好, 好的, 给我回电话, 回电话
    .hear-2 = 延期, 更多时间, 我需要延期
    .hear-3 = 别的事, 其他, 不用, 不要
pay-nothing-owed = 您现在没有欠款，不需要付款。
pay-in-progress = 您的账户有一笔付款还在核实。为了不重复付款，请您先不要再付。一有结果，我们就给您发消息。
pay-which-amount = 您想付多少？
    .choice-1 = 要全部付清，{ $owed-full }，请按 1。
    .choice-2 = 要付最低金额，{ $owed-minimum }，请按 2。
    .choice-3 = 只付逾期的部分，{ $owed-overdue }，请按 3。
    .choice-4 = 要付其他金额，请按 4。
    .hear-1 = 全部, 全部付清, 全额, 付清
    .hear-2 = 最低, 最低金额, 最少
    .hear-3 = 逾期, 逾期的部分, 只付逾期
    .hear-4 = 其他金额, 别的金额, 其他
pay-other-amount = 请输入金额，单位是美元，然后按井号键。例如 50 美元 25 美分，请按 5 0 星号 2 5 井号。
    .no_input = 您想付多少？请输入美元，用星号键代替小数点，再输入美分，然后按井号键。
    .no_match = 我需要一个金额。50 美元，请按 5 0 井号。50 美元 25 美分，请按 5 0 星号 2 5 井号。
pay-other-confirm = 您想付{ $answer }。如果正确，请按 1。要修改，请按 2。
pay-consent = 您要支付{ $price-amount }。{ $price-fee ->
        [0] 电话付款不收手续费。
       *[other] 电话付款的手续费是{ $price-fee }。
    } 您的卡一共会扣{ $price-total }。您也可以{ -free-way }付款，不收手续费。现在支付{ $price-total }，请按 1。不付款，请按 2。
    .no_input = 您同意之前，我们不会扣款。要支付{ $price-total }，请按 1。不付款，请按 2。
    .no_match = 要支付{ $price-total }，请按 1。不付款，请按 2。
pay-card = 请准备好您的卡。要中途停止，随时可以按星号键。
    .number = 请输入您的卡号，然后按井号键。
    .expiry = 请输入卡的有效期：两位月份，两位年份。
    .code = 请输入安全码，就是卡背面的三位数字，或者卡正面的四位数字。
    .postcode = 请输入您信用卡账单地址的邮政编码，一共五位数字。
    .processing = 谢谢，请稍等。
    .number-error = 这个卡号我们不能接受。请输入卡正面的长号码，然后按井号键。
    .expiry-error = 这个有效期不对。请输入两位月份和两位年份。2028 年 6 月，请按 0 6 2 8。
    .code-error = 安全码不对。请输入卡背面的三位数字，或者卡正面的四位数字。
    .postcode-error = 邮政编码不对。请输入您信用卡账单地址的五位邮政编码。
    .number-timeout = 不用着急。请输入卡正面的长号码，然后按井号键。
    .expiry-timeout = 不用着急。请输入卡的有效期：两位月份，两位年份。
    .code-timeout = 不用着急。请输入卡背面的三位数字，或者卡正面的四位数字。
    .postcode-timeout = 不用着急。请输入您信用卡账单地址的五位邮政编码。
pay-no-more-cards = 这次通话不能再试别的卡了。您的卡没有扣款。您可以{ -free-way }付款，不收手续费。
pay-stopped = 您已经停止。您的卡没有扣款。
    .choice-1 = 要重新输入卡号，请按 1。
    .choice-2 = 要换一个金额，请按 2。
    .choice-3 = 现在不付款，请按 3。要人工服务，请按 0。
    .hear-1 = 重新输入, 再试一次, 卡号
    .hear-2 = 换一个金额, 其他金额, 改金额
    .hear-3 = 不付, 不付款, 现在不付
pay-not-taken = 我没有能够读取您的卡。没有扣款。
    .choice-1 = 要再试一次，或者换一张卡，请按 1。
    .choice-2 = 现在不付款，请按 2。要人工服务，请按 0。
    .hear-1 = 再试一次, 换一张卡, 好的
    .hear-2 = 不付, 不付款, 现在不付
pay-declined = 您的银行没有接受这张卡。没有扣款。
    .choice-1 = 要换一张卡，请按 1。
    .choice-2 = 要换一个金额，请按 2。
    .choice-3 = 如果您需要延期付款，请按 3。
    .choice-4 = 现在不付款，请按 4。要人工服务，请按 0。
    .hear-1 = 换一张卡, 别的卡, 再试一次
    .hear-2 = 换一个金额, 其他金额, 改金额
    .hear-3 = 延期, 延期付款, 更多时间
    .hear-4 = 不付, 不付款, 现在不付
pay-unknown = 我还不能确定您的付款有没有成功。请不要再付一次。我们正在核实，一有结果就给您发消息。这笔钱不会重复扣款。
pay-paid = 谢谢，付款成功。您支付了{ $payment-amount }。您的确认号是 { $payment-reference }。我们也会发消息给您。您现在的余额是{ $payment-balance }。
pay-went-through = 通话中断之前，您{ $earlier-amount }的付款已经成功，不用再付。您的确认号是 { $earlier-reference }。您现在的余额是{ $earlier-balance }。
pay-said-no = 好的，没有扣款。
    .choice-1 = 要换一个金额，请按 1。
    .choice-2 = 如果您需要延期付款，请按 2。
    .choice-3 = 现在不付款，请按 3。要人工服务，请按 0。
    .hear-1 = 换一个金额, 其他金额, 改金额
    .hear-2 = 延期, 延期付款, 更多时间
    .hear-3 = 不付, 不付款, 现在不付

## 延期付款

deferral-not-now = 对不起，现在不能办理延期。您的到期日没有改变。
deferral-reason = 谁都会有需要多一点时间的时候。您有{ $deferral-due }的款项，到期日是{ $deferral-due-date }。请告诉我您为什么需要延期。
    .choice-1 = 因为收入减少，请按 1。
    .choice-2 = 因为生病或者家里有急事，请按 2。
    .choice-3 = 因为搬家，请按 3。
    .choice-4 = 因为别的原因，请按 4。
    .hear-1 = 收入, 收入减少, 失业, 没有工作
    .hear-2 = 生病, 病了, 急事, 家里有急事, 住院
    .hear-3 = 搬家
    .hear-4 = 别的原因, 其他, 其他原因
deferral-length = 您还需要多长时间？
    .choice-1 = 一个星期，请按 1。
    .choice-2 = 两个星期，请按 2。
    .choice-3 = 三十天，请按 3。
    .hear-1 = 一个星期, 一周, 七天
    .hear-2 = 两个星期, 两周, 十四天
    .hear-3 = 三十天, 一个月
deferral-too-long = 我不能给您这么长的时间。请选择短一点的。
deferral-consent = 您的{ $terms-amount }会改到{ $terms-new-date }到期。{ $terms-cost ->
        [0] 不收费用。
       *[other] 费用是{ $terms-cost }。
    } 同意，请按 1。不改，请按 2。
    .no_input = 您的新到期日会是{ $terms-new-date }。{ $terms-cost ->
        [0] 不收费用。
       *[other] 费用是{ $terms-cost }。
    } 同意，请按 1。不改，请按 2。
    .no_match = 要把到期日改到{ $terms-new-date }，请按 1。不改，请按 2。
deferral-consent-referred = 这需要我们的工作人员来决定。如果同意，您的{ $terms-amount }会改到{ $terms-new-date }到期。{ $terms-cost ->
        [0] 不收费用。
       *[other] 费用会是{ $terms-cost }。
    } 要提出申请，请按 1。不改，请按 2。
    .no_input = 您申请的到期日是{ $terms-new-date }。{ $terms-cost ->
        [0] 不收费用。
       *[other] 费用会是{ $terms-cost }。
    } 要提出申请，请按 1。不改，请按 2。
    .no_match = 要申请延期，请按 1。不改，请按 2。
deferral-said-no = 好的，您的到期日没有改变。
    .choice-1 = 要选择别的时间，请按 1。
    .choice-2 = 要用电话付款，请按 2。
    .choice-3 = 保持不变，请按 3。要人工服务，请按 0。
    .hear-1 = 别的时间, 重新选择, 换一个时间
    .hear-2 = 付款, 付钱, 缴费, 还款
    .hear-3 = 保持不变, 不改, 算了
deferral-code = 为了安全，我们又给您发了一个验证码，消息里写着新的到期日。请输入这六位数字。
    .no_input = 我还在。收到新的验证码以后，请输入六位数字。
    .no_input-2 = 请输入新的六位验证码。或者再等一会儿，我来帮您。
    .no_match = 验证码是六位数字，请全部输入。
    .wrong = 验证码不对。请看我们最新的一条消息，输入其中的六位数字。
deferral-code-wrong = 验证码不对。我再给您发一个新的。
deferral-code-expired = 这个验证码已经过期。我再给您发一个新的。
deferral-no-code = 没有验证码，我不能更改您的到期日。
    .choice-1 = 要重新发送验证码，请按 1。
    .choice-2 = 保持不变，请按 2。要人工服务，请按 0。
    .hear-1 = 重新发送, 重发, 再发一次, 好的
    .hear-2 = 保持不变, 不改, 算了
deferral-no-more-codes = 这次通话不能再输入验证码了。您的到期日没有改变。我们的工作人员可以帮您。
    .choice-1 = 要人工服务，请按 1。
    .choice-2 = 保持不变，请按 2。
    .hear-1 = 好, 好的, 要
    .hear-2 = 保持不变, 不改, 算了
deferral-no-longer = 对不起，您的账户刚刚有了变化，不能再更改到期日了。到期日保持不变。
deferral-granted = 办好了。您的新到期日是{ $terms-new-date }。{ $terms-cost ->
        [0] 不收费用。
       *[other] 费用是{ $terms-cost }。
    } 您的编号是 { $request-reference }。我们也会发消息给您。
deferral-referred = 谢谢。您的申请已经交给我们的工作人员。您的个案号是 { $request-case }。在收到我们的消息之前，您的到期日保持不变。
deferral-referred-soon = 谢谢。您的申请已经交给我们的工作人员。您的编号是 { $request-reference }。在收到我们的消息之前，您的到期日保持不变。
deferral-status-granted = 您已经获得延期。您的到期日是{ $deferral-new-date }。
deferral-status-referred = 您已经申请过延期。我们的工作人员正在处理。您的个案号是 { $deferral-case }。一有决定，我们就给您打电话。
deferral-status-refused = 您以前申请过延期，我们没有能够同意。我们的工作人员可以告诉您原因，以及还有什么办法。
deferral-why-not = { $deferral-reason ->
        [nothing_due] 您的账户现在没有到期的款项，不需要延期。
        [too_often] 您以前已经延期过，现在不能在电话里再延期了。
        [too_new] 您的账户开户时间还太短，不能更改到期日。
        [too_late] 您的账单逾期太久，不能更改到期日。
        [disputed] 我们还在核查您反映的问题。在此期间不能更改到期日。
        [closed] 这个账户已经关闭，没有到期日可以更改。
       *[not_offered] 这个账户的到期日不能在电话里更改。
    }
deferral-not-possible = 对不起，这个账户的到期日不能在电话里更改。
deferral-what-else = 我们可以为您做这些。
    .choice-1 = 要用电话付款，请按 1。
    .choice-2 = 要人工服务，请按 2。
    .choice-3 = 其他事情，请按 3。
    .hear-1 = 付款, 付钱, 缴费, 还款
    .hear-2 = 工作人员, 找工作人员
    .hear-3 = 其他, 其他事情, 主菜单, 菜单

## 人工服务

agent-connecting = 我为您转接人工服务。工作人员会看到您在这次通话里办了什么，您不用再说一遍。
agent-waiting = { $position ->
        [1] 下一位就是您。
       *[other] 您排在第 { $position } 位。
    } { $minutes ->
        [0] 等候时间不到一分钟。
        [1] 大约需要等一分钟。
       *[other] 大约需要等 { $minutes } 分钟。
    } 请不要挂断。
agent-nobody-free = 对不起，我们的工作人员都在忙。

## 现在没有人能接听

after-hours-opens = 对不起，现在没有人上班。我们{ DATE($hours-opens) }{ WEEKDAY($hours-opens) }{ TIME($hours-opens) }开始上班。
after-hours-closed = 对不起，现在没有人上班。
after-hours-offer = 我们很愿意给您回电话。
    .choice-1 = 要我们打您现在用的这个号码，请按 1。
    .choice-2 = 要我们打另一个号码，请按 2。
    .choice-3 = 不用人工服务，要回到主菜单，请按 3。
    .choice-4 = 如果没有别的事了，请按 4，或者直接挂断。
    .hear-1 = 好, 好的, 要, 这个号码, 给我回电话
    .hear-2 = 另一个号码, 别的号码
    .hear-3 = 主菜单, 菜单
    .hear-4 = 没有了, 不用, 不用了, 再见
after-hours-number = 请输入电话号码，包括区号，一共十位数字。
    .no_input = 请输入我们要打的电话号码，一共十位数字。
    .no_match = 这个号码我们打不了。请输入十位数字，从区号开始。
after-hours-number-right = 我们会打 { $answer }。如果正确，请按 1。要修改，请按 2。
after-hours-not-noted = 现在不能再登记回电话了。如果您以前登记过，我们还是会给您打电话。
after-hours-noted = 我们会尽快打 { $phone } 给您回电话。您的个案号是 { $callback-number }。
    .choice-1 = 要回到主菜单，请按 1。
    .choice-2 = 如果没有别的事了，请按 2，或者直接挂断。
    .hear-1 = 要, 主菜单, 菜单
    .hear-2 = 没有了, 不用, 不用了, 再见

## 给您回电话

call-back-which = 我们很乐意给您回电话。
    .choice-1 = 要打您现在用的号码，请按 1。
    .choice-2 = 要打别的号码，请按 2。
    .choice-3 = 不用回电话，请按 3。
    .hear-1 = 好, 好的, 这个号码
    .hear-2 = 别的号码, 另一个号码
    .hear-3 = 不用, 不用了, 不要
call-back-noted = 我们会尽快打 { $phone } 给您回电话。您的个案号是 { $callback-number }。

## 短信和电子邮件（.subject 是邮件的主题）

text-code = { -brand }：您的验证码是 { $code }。{ $minutes } 分钟内有效，只能用于这次通话。任何人打电话向您要，都不要告诉他。
    .subject = { -brand }的验证码
text-confirm-deferral-request = { -brand }：您的验证码是 { $code }。用来把尾号 { $last-four } 账户的{ $amount }改到{ $new-date }到期。{ $cost ->
        [0] 不收费用。
       *[other] 费用{ $cost }。
    } 不是您本人？请不要输入，并给我们打电话。
    .subject = 更改到期日的验证码
text-receipt = { -brand }：{ $date }收到您的付款{ $amount }。{ $fee ->
        [0] 没有手续费。
       *[other] 其中电话付款的手续费是{ $fee }。
    } 卡号尾号 { $card }。确认号 { $reference }。您现在的余额是{ $balance }。谢谢。
    .subject = 您给{ -brand }的付款
text-declined = { -brand }：您用尾号 { $card } 的卡支付{ $amount }没有成功，没有扣款。您可以用电话付款，或者{ -free-way }付款。
    .subject = 您的付款没有成功
text-payment-unknown = { -brand }：我们还在核实您的付款{ $amount }，编号 { $reference }。请不要再付一次。一有结果就通知您。这笔钱不会重复扣款。
    .subject = 我们正在核实您的付款
text-deferral = { -brand }：尾号 { $last-four } 账户的{ $amount }，到期日现在是{ $new-date }。{ $cost ->
        [0] 不收费用。
       *[other] 费用{ $cost }，在那一天收取。
    } 编号 { $reference }。
    .subject = 您的新到期日
text-deferral-referred = { -brand }：您为尾号 { $last-four } 的账户申请延期 { $days } 天，工作人员正在处理。个案号 { $case }。在收到我们的消息之前，到期日保持不变。
    .subject = 您的延期申请
