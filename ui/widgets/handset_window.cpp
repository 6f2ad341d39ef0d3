#include "ui/widgets/handset_window.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/handset_key.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/practice_band.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

HandsetWindow::HandsetWindow(HandsetViewModel &model, QWidget *parent)
    : QWidget(parent, Qt::Window), m_model(model), m_screen(nullptr), m_pad(nullptr), m_title(named(makeLabel({}, Type::Caption, true), u"handsetTitle"_s)),
      m_time(named(makeLabel({}, Type::Caption, true), u"handsetTime"_s)), m_prompt(named(makeLabel({}), u"handsetPrompt"_s)),
      m_ask(named(makeLabel(tr("Enter M-PESA PIN:"), Type::Body, true), u"handsetAsk"_s)), m_dots(named(new PinDots, u"handsetDots"_s)),
      m_problem(named(makeLabel({}, Type::Caption), u"handsetProblem"_s)), m_queue(named(makeLabel({}, Type::Caption, true), u"handsetQueue"_s)),
      m_hint(named(makeLabel({}, Type::Caption, true), u"handsetHint"_s)),
      m_send(named(new ActionButton(tr("Send"), ActionButton::Kind::Primary, tr("⏎")), u"handsetSend"_s)),
      m_cancel(named(new ActionButton(tr("Cancel"), ActionButton::Kind::Secondary, tr("Esc")), u"handsetCancel"_s)),
      m_ignore(named(new HandsetKey(tr("No answer"), tr("N")), u"handsetIgnore"_s, tr("Leave it without an answer")))
{
    named(this, u"handsetWindow"_s, tr("Practice phone of the customer"));
    setWindowTitle(tr("Practice phone"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleDescription(tr("Type four digits and press Enter to pay, Escape to cancel, N to leave it without an answer. Press P to pay the shop without being asked."));
    for (ActionButton *button : {m_send, m_cancel})
        button->setFocusPolicy(Qt::NoFocus);   // Enter sends wherever one is: no button can catch it

    const Theme &theme = Theme::current();
    auto *band = new PracticeBand;
    band->setEnvironment(Environment::Practice);
    m_screen = makeScreen();
    m_pad = makeKeys();
    m_cancel->setMinimumHeight(m_send->sizeHint().height());
    auto *answers = new QHBoxLayout;
    answers->setSpacing(theme.space(1));
    answers->addWidget(m_cancel);
    answers->addWidget(m_send, 1);
    auto *phone = new QVBoxLayout;
    phone->setContentsMargins(theme.space(5), theme.space(5), theme.space(5), theme.space(4));
    phone->setSpacing(theme.space(2));
    phone->addWidget(m_screen, 1);
    phone->addLayout(answers);
    phone->addWidget(m_pad);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, theme.space(2));
    all->setSpacing(theme.space(1));
    all->addWidget(band);
    all->addLayout(phone, 1);
    all->addWidget(m_hint, 0, Qt::AlignHCenter);

    connect(m_send, &QPushButton::clicked, this, &HandsetWindow::primary);
    connect(m_cancel, &QPushButton::clicked, &m_model, &HandsetViewModel::cancel);
    connect(m_ignore, &HandsetKey::clicked, &m_model, &HandsetViewModel::ignore);
    connect(&m_model, &HandsetViewModel::changed, this, &HandsetWindow::refresh);
    connect(&m_model, &HandsetViewModel::promptArrived, this, [this] {
        show();
        raise();
    });
    setFixedWidth(theme.px(320));
    refresh();
}

QWidget *HandsetWindow::makeScreen()
{
    const Theme &theme = Theme::current();
    QFrame *screen = named(makeCard(), u"handsetScreen"_s);
    screen->setMinimumHeight(theme.px(196));
    m_prompt->setWordWrap(true);
    m_prompt->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setTone(m_problem, Tone::Declined);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_time);
    auto *column = new QVBoxLayout(screen);
    column->setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2));
    column->setSpacing(theme.space(1));
    column->addLayout(top);
    column->addWidget(m_prompt, 1);
    column->addWidget(m_ask);
    column->addWidget(m_dots, 0, Qt::AlignHCenter);
    auto *below = new QHBoxLayout;
    below->addWidget(m_problem, 1);
    below->addWidget(m_queue);
    column->addLayout(below);
    for (QWidget *kept : {static_cast<QWidget *>(m_ask), static_cast<QWidget *>(m_dots), static_cast<QWidget *>(m_problem), static_cast<QWidget *>(m_queue)}) {
        QSizePolicy policy = kept->sizePolicy();
        policy.setRetainSizeWhenHidden(true);   // nothing on the screen moves when it appears
        kept->setSizePolicy(policy);
    }
    return screen;
}

QWidget *HandsetWindow::makeKeys()
{
    static constexpr const char *kLetters[] = {"", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"};
    const Theme &theme = Theme::current();
    auto *keys = new QWidget;
    auto *grid = new QGridLayout(keys);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme.space(1));
    for (int digit = 1; digit <= 10; ++digit) {
        const QString face = QString::number(digit % 10);
        auto *key = named(new HandsetKey(face, digit < 10 ? QString::fromLatin1(kLetters[digit - 1]) : QString()), u"handsetKey"_s + face, face);
        connect(key, &HandsetKey::clicked, this, [this, face] { m_model.type(face.front()); });
        m_keys << key;
        grid->addWidget(key, (digit - 1) / 3, digit == 10 ? 1 : (digit - 1) % 3);
    }
    auto *erase = named(new HandsetKey(tr("⌫"), {}), u"handsetErase"_s, tr("Delete the last digit"));
    connect(erase, &HandsetKey::clicked, &m_model, &HandsetViewModel::erase);
    m_keys << erase;
    grid->addWidget(erase, 3, 0);
    grid->addWidget(m_ignore, 3, 2);
    return keys;
}

void HandsetWindow::primary()
{
    if (m_model.canPayShop())
        m_model.startPay();
    else
        m_model.send();
}

void HandsetWindow::refresh()
{
    using Pay = HandsetViewModel::Pay;
    const bool asks = m_model.hasPrompt();
    const bool types = m_model.canAnswer() || m_model.isPaying();
    m_title->setText(m_model.title());
    m_time->setText(m_model.timeLeft());
    m_prompt->setText(asks ? m_model.promptText() : m_model.pay() == Pay::No ? m_model.idleWords() : m_model.payText());
    m_ask->setVisible(asks);
    m_dots->setVisible(asks);
    m_dots->setTyped(m_model.typedDigits(), HandsetViewModel::kPinDigits);
    m_dots->setAccessibleName(tr("%1 of %2 digits typed").arg(m_model.typedDigits()).arg(HandsetViewModel::kPinDigits));
    m_problem->setText(m_model.problem());
    m_queue->setText(m_model.queueWords());
    m_hint->setText(m_model.hint());
    const bool idle = m_model.canPayShop();
    const bool resting = !asks && m_model.pay() == Pay::No;
    m_send->setVisible(!resting || m_model.offersPayShop());
    m_send->setText(idle ? tr("Pay the shop") : m_model.pay() == Pay::Amount ? tr("Next") : m_model.pay() == Pay::No ? tr("Send") : tr("Pay"));
    m_send->setKeyHint(idle ? tr("P") : tr("⏎"));
    m_send->setEnabled(idle || m_model.canGoOn());
    m_cancel->setEnabled(types);
    m_cancel->setVisible(!resting);   // there is nothing to cancel, and the words need the room
    m_ignore->setEnabled(m_model.canAnswer());
    for (HandsetKey *key : std::as_const(m_keys))
        key->setEnabled(types);
    m_screen->setAccessibleName(m_prompt->text() + u' ' + m_problem->text());
}

void HandsetWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat() && event->key() != Qt::Key_Backspace)
        return;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: return m_model.send();
    case Qt::Key_Escape: return m_model.cancel();
    case Qt::Key_Backspace: return m_model.erase();
    default: break;
    }
    if (event->text().size() != 1)
        QWidget::keyPressEvent(event);
    else if (event->key() == Qt::Key_P && m_model.canPayShop())
        m_model.startPay();
    else if (event->key() == Qt::Key_N && m_model.canAnswer())
        m_model.ignore();
    else
        m_model.type(event->text().front());   // a PIN, an amount, or an account number
}

void HandsetWindow::paintEvent(QPaintEvent *)
{
    // The phone's body around screen and keys, with the slit that one listens to.
    const Theme &theme = Theme::current();
    const Colors &c = theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = theme.space(2);
    const QRectF body(side, m_screen->y() - theme.space(5), width() - 2 * side, m_pad->geometry().bottom() - m_screen->y() + theme.space(5) + theme.space(2));
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(body, theme.space(6), theme.space(6));
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.quietInk);
    const double slit = theme.space(7);
    painter.drawRoundedRect(QRectF(body.center().x() - slit / 2, body.top() + theme.space(2), slit, theme.space(1)), theme.space(1) / 2.0, theme.space(1) / 2.0);
    if (isActiveWindow()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, theme.ring()));
        painter.drawRoundedRect(QRectF(m_screen->geometry()).adjusted(-theme.ring(), -theme.ring(), theme.ring(), theme.ring()), theme.radius() + theme.ring(),
                                theme.radius() + theme.ring());
    }
}

void HandsetWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        update();
}

} // namespace kaunta::ui
