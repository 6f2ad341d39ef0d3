#include "ui/widgets/qr_panel.h"

#include "ui/widgets/action_button.h"
#include "ui/widgets/amount_label.h"
#include "ui/widgets/inline_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/qr_picture.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>

namespace kaunta::ui {

using namespace Qt::StringLiterals;

QrPanel::QrPanel(QrViewModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_picture(named(new QrPicture, u"qrPicture"_s)), m_amount(named(new AmountLabel, u"qrAmountLabel"_s)),
      m_reference(named(makeLabel({}, Type::Title, true), u"qrReferenceLabel"_s)), m_todo(named(makeLabel({}, Type::Title), u"qrTodoLabel"_s)),
      m_arrives(named(makeLabel({}, Type::Body, true), u"qrArrivesLabel"_s)), m_bar(named(new InlineBar, u"qrBar"_s)),
      m_back(named(new ActionButton(tr("Back"), ActionButton::Kind::Secondary, tr("Esc")), u"qrBackButton"_s)),
      m_next(named(new ActionButton(tr("New sale"), ActionButton::Kind::Primary, u"⏎"_s), u"qrNextButton"_s))
{
    named(this, u"qrPanel"_s, tr("QR code"));
    for (QLabel *label : {m_todo, m_arrives})
        label->setWordWrap(true);
    m_picture->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    layOut();
    applyMetrics();
    setTabOrder(m_next, m_back);
    connect(m_back, &QPushButton::clicked, &m_model, &QrViewModel::close);
    connect(m_next, &QPushButton::clicked, this, &QrPanel::goOn);
    connect(&m_model, &QrViewModel::changed, this, &QrPanel::refresh);
    refresh();
}

void QrPanel::layOut()
{
    auto *actions = new QHBoxLayout;
    actions->addStretch(1);
    actions->addWidget(m_back);
    actions->addWidget(m_next);
    m_words = new QVBoxLayout;
    m_words->addWidget(m_amount);
    m_words->addWidget(m_reference);
    m_words->addWidget(m_todo);
    m_words->addWidget(m_arrives);
    m_words->addStretch(1);
    m_words->addWidget(m_bar);
    m_words->addLayout(actions);
    auto *all = new QHBoxLayout(this);
    all->addWidget(m_picture, 6);   // as large as the words allow: it is read from an arm's length
    all->addLayout(m_words, 5);
}

void QrPanel::applyMetrics()
{
    const Theme &theme = Theme::current();
    layout()->setContentsMargins(theme.space(5), theme.space(2), theme.space(5), theme.space(4));
    layout()->setSpacing(theme.space(6));
    m_words->setSpacing(theme.space(3));
}

void QrPanel::refresh()
{
    m_picture->setPng(m_model.png());
    m_picture->setAccessibleName(m_picture->hasCode() ? tr("QR code for %1").arg(m_model.amountText()) : tr("No QR code yet"));
    m_amount->setText(m_model.amountText());
    m_amount->setAccessibleName(m_model.amountText());
    m_reference->setText(tr("Reference %1").arg(m_model.referenceText()));
    setWords(m_todo, m_model.todo());
    setWords(m_arrives, m_model.arrives());
    m_next->setText(m_model.canTryAgain() ? tr("Try again") : tr("New sale"));
    if (const BarNotice notice = m_model.notice(); !notice.isEmpty())
        m_bar->tell(notice.tone, notice.glyph, notice.says, notice.next);
    else
        m_bar->clear();
}

void QrPanel::start()
{
    m_next->setFocus(Qt::OtherFocusReason);
}

void QrPanel::goOn()
{
    if (m_model.canTryAgain())
        return m_model.tryAgain();
    m_model.close();
    Q_EMIT done();
}

bool QrPanel::takesKey(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape)
        m_model.close();
    else if ((event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && !event.isAutoRepeat())
        goOn();
    else
        return !event.text().isEmpty();   // a digit here would change an amount that nobody sees
    return true;
}

void QrPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && layout())
        applyMetrics();
}

} // namespace kaunta::ui
