"""What the customers of the made-up shop write. Every sentence was written for this project."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.words import Text


@dataclass(frozen=True, slots=True)
class Story:
    """One thing that happens to customers: what they say, what they want, what is done about it."""

    issue_type: Text
    kind: str
    weight: int
    says: tuple[Text, ...]
    wants: tuple[Text, ...]
    answer: Text
    urgent: tuple[Text, ...] = ()


_LATE, _BROKEN = Text("物流延迟", "Late delivery"), Text("功能异常", "Malfunction")
_ATTITUDE, _RETURNS = Text("服务态度", "Service attitude"), Text("退换货流程", "Returns")
_PAYMENT, _QUALITY = Text("支付问题", "Payment"), Text("产品质量", "Product quality")
_OTHER = Text("其他", "Other")

STORIES = (
    Story(
        _LATE, "complaint", 26,
        (
            Text("订单{order}下单{days}天还没发货，物流信息一直不更新", "Order {order} was placed {days} days ago, not shipped, tracking does not move"),
            Text("{product}显示已到{city}三天，就是不派送，打网点电话没人接", "The {product} has been in {city} for three days and nobody delivers it"),
            Text("说好次日达，{days}天了包裹{parcel}还停在分拣中心", "Next-day delivery was promised; parcel {parcel} sits in the hub for {days} days"),
            Text("订单{order}签收显示本人签收，但我根本没收到，快递员说放门口了", "Order {order} is marked as signed for, but I never got it"),
            Text("发往{city}的{product}走了{days}天，客服每次都说再等等", "My {product} to {city} has taken {days} days; I am told to wait each time"),
        ),
        (Text("希望尽快发货并告知原因", "Ship it and tell me why"), Text("今天能不能送到", "Can it come today"), Text("退运费", "Refund the postage")),
        Text("已联系承运商优先派送，并向客户说明原因，补发运费券", "Carrier asked to deliver first; explained, voucher sent"),
    ),
    Story(
        _BROKEN, "complaint", 20,
        (
            Text("APP支付页面一直转圈，换了手机也打不开", "The payment page of the app keeps spinning, on another phone too"),
            Text("登录后闪退，更新到最新版还是这样", "The app closes after login, also in the newest version"),
            Text("优惠券页面加载失败，提示系统繁忙", "The voucher page fails to load: system busy"),
            Text("查不到订单{order}，页面显示数据错误", "Order {order} cannot be found, the page shows a data error"),
            Text("{device}连不上手机，按说明书重置了两次也不行", "The {device} does not connect to my phone, reset twice"),
        ),
        (Text("修复后告知我", "Tell me when it is mended"), Text("希望今天能用", "I want to use it today")),
        Text("技术部已修复并发布，客户确认可以正常使用", "Mended and released; the customer confirmed it works"),
        (Text("系统故障，门店所有人都无法下单", "System down, nobody in the store can order"),),
    ),
    Story(
        _ATTITUDE, "complaint", 14,
        (
            Text("客服态度恶劣，问了三遍都不耐烦，最后直接挂电话", "The agent was rude, then hung up after my third question"),
            Text("{city}门店导购爱理不理，问尺码说自己看", "Staff in the {city} store ignored me: look for your size yourself"),
            Text("在线客服复制粘贴同样的话，完全不解决问题", "The chat agent pasted the same words, nothing was solved"),
            Text("安装师傅上门迟到两小时，还抱怨楼层高", "The fitter was two hours late and complained about the stairs"),
        ),
        (Text("要求道歉", "An apology"), Text("换一位客服处理", "Another agent please")),
        Text("主管已致电道歉，当事人重新培训", "Supervisor apologised by phone, agent trained again"),
    ),
    Story(
        _RETURNS, "complaint", 12,
        (
            Text("退货申请{days}天没人审核，订单{order}", "My return of order {order} has waited {days} days for approval"),
            Text("退款说三天到账，现在{days}天了还没收到{amount}元", "Refund in three days, they said; after {days} days {amount} yuan are still missing"),
            Text("换货流程太繁琐，要上传四次照片", "Exchanging takes four uploads of photos"),
            Text("{product}退回去了，仓库说没收到，单号{parcel}", "I sent the {product} back; the warehouse says it never came, {parcel}"),
        ),
        (Text("尽快退款", "Refund me soon"), Text("简化流程", "Make it simpler")),
        Text("已加急审核并退款，到账时间已告知客户", "Approved and refunded; the customer knows the date"),
    ),
    Story(
        _PAYMENT, "complaint", 9,
        (
            Text("支付失败但银行卡扣了{amount}元，订单{order}还是待付款", "Payment failed, yet {amount} yuan left my card; order {order} still unpaid"),
            Text("付款后没有订单确认，刷新也看不到", "No confirmation after paying, nothing after refresh"),
        ),
        (Text("退回多扣的钱", "Give back what was taken"), Text("确认订单是否成功", "Tell me whether the order stands")),
        Text("财务核实后原路退回，客户已收到短信", "Checked and returned to the card; text message received"),
        (
            Text("订单{order}重复扣款，银行卡扣了2笔{amount}元", "Order {order} was charged twice, {amount} yuan each"),
            Text("我的手机号和地址被泄露，接到好几个骚扰电话", "My number and address leaked, I get nuisance calls"),
        ),
    ),
    Story(
        _QUALITY, "complaint", 9,
        (
            Text("{product}用了{days}天就坏了，外壳还有裂纹", "The {product} broke after {days} days, its case is cracked"),
            Text("收到的{product}和图片颜色不一样，像是二手的", "The {product} has another colour than the picture and looks used"),
            Text("{product}少了配件，包装是拆开过的", "Parts of the {product} are missing, the box had been opened"),
        ),
        (Text("要求换新", "A new one"), Text("退货退款", "My money back")),
        Text("已换新发出，旧件回收检测", "New one sent, old one goes to the lab"),
    ),
    Story(
        _OTHER, "suggestion", 8,
        (
            Text("建议增加订单实时地图，方便安排收货", "Please show the order on a live map"),
            Text("希望延长退换货时间到十五天", "Please extend returns to fifteen days"),
            Text("建议{product}出一个小尺寸的", "Please make the {product} in a smaller size"),
        ),
        (Text("有进展请告知", "Let me know"),),
        Text("已整理汇总给产品部，有进展会告知客户", "Passed on to product; the customer will hear"),
    ),
    Story(
        _OTHER, "question", 9,
        (
            Text("会员积分怎么兑换礼品？", "How do I exchange points for a gift?"),
            Text("优惠券能和满减一起用吗？", "Can a voucher be combined with the discount?"),
            Text("{product}保修多久，发票去哪里开？", "How long is the warranty of the {product}, where do I get an invoice?"),
        ),
        (Text("请告知", "Please tell me"),),
        Text("已当场解答", "Answered at once"),
    ),
    Story(
        _OTHER, "praise", 6,
        (
            Text("客服小林耐心解答，问题很快解决，点赞", "The agent Lin was patient and solved it quickly, well done"),
            Text("物流很快，包装完好，{city}门店服务热情", "Fast delivery, well packed, friendly staff in {city}"),
        ),
        (),
        Text("已转发相关部门", "Passed on to the department"),
    ),
)  # fmt: skip

VAGUE = (
    Text("服务很差", "Bad service"),
    Text("太差了！！！", "Terrible!!!"),
    Text("不满意", "Not happy"),
    Text("东西不好", "Not good"),
)

PRODUCTS = tuple(
    Text(zh, en)
    for zh, en in (
        ("空气炸锅", "air fryer"), ("蓝牙耳机", "earphones"), ("儿童书包", "school bag"), ("扫地机器人", "robot vacuum"),
        ("保温杯", "flask"), ("羽绒服", "down jacket"), ("电动牙刷", "toothbrush"), ("办公椅", "office chair"),
    )
)  # fmt: skip
DEVICES = (Text("蓝牙耳机", "earphones"), Text("扫地机器人", "robot vacuum"), Text("电动牙刷", "toothbrush"))
SURNAMES = tuple("王李张刘陈杨赵黄周吴")
CITIES = tuple(
    Text(zh, en)
    for zh, en in (
        ("上海", "Shanghai"), ("杭州", "Hangzhou"), ("南京", "Nanjing"), ("广州", "Guangzhou"),
        ("深圳", "Shenzhen"), ("厦门", "Xiamen"), ("乌鲁木齐", "Urumqi"), ("拉萨", "Lhasa"),
    )
)  # fmt: skip
AGENTS = tuple(
    Text(zh, en)
    for zh, en in (
        ("客服陈", "Agent Chen"),
        ("客服林", "Agent Lin"),
        ("客服周", "Agent Zhou"),
        ("客服吴", "Agent Wu"),
    )
)
