#include "ui/viewmodels/qr_view_model.h"

#include "ui/viewmodels/failure_notice.h"

namespace kaunta::ui {

using namespace Qt::StringLiterals;
using enquiry::AccountService;

QrViewModel::QrViewModel(AccountService &accounts, QObject *parent) : QObject(parent), m_accounts(accounts)
{
    connect(&m_accounts, &AccountService::qrMade, this, [this](const QString &ticket, const QByteArray &png) {
        if (m_stage != Stage::Making || ticket != m_ticket)   // of a sale that is over
            return;
        if (!png.startsWith("\x89PNG"))
            return fail({Tone::Declined, Glyph::Declined, tr("M-PESA's answer is not a picture. No money was moved by asking."),
                         tr("Try again, or charge the customer's phone."), {}});
        m_stage = Stage::Shown;
        m_png = png;
        Q_EMIT changed();
    });
    connect(&m_accounts, &AccountService::accountRefused, this, [this](const QString &ticket, const Failure &failure) {
        if (m_stage == Stage::Making && ticket == m_ticket)
            fail(failureNotice(failure));
    });
}

QString QrViewModel::todo() const
{
    switch (m_stage) {
    case Stage::Closed: return {};
    case Stage::Making: return tr("Asking M-PESA for the code…");
    case Stage::Shown: return tr("The customer scans this with the M-PESA app and pays there.");
    case Stage::Failed: return tr("There is no code to scan.");
    }
    Q_UNREACHABLE();
}

QString QrViewModel::arrives() const
{
    if (m_stage == Stage::Failed)
        return {};
    return tr("The money comes as a direct payment. Wait until it stands among the direct payments, then put it on the sale. "
              "Do not charge the phone for the same sale as well.");
}

void QrViewModel::show(const Money &amount, const QString &reference)
{
    m_amount = amount;
    m_reference = reference;
    ask();
}

void QrViewModel::tryAgain()
{
    if (canTryAgain())
        ask();
}

void QrViewModel::ask()
{
    m_stage = Stage::Making;
    m_png.clear();
    m_notice = {};
    m_ticket = u"qr-"_s + QString::number(++m_tickets);
    Q_EMIT changed();
    m_accounts.makeQr(m_ticket, m_amount, m_reference);
}

void QrViewModel::fail(const BarNotice &notice)
{
    m_stage = Stage::Failed;
    m_notice = notice;
    Q_EMIT changed();
}

void QrViewModel::close()
{
    if (!isOpen())
        return;
    m_stage = Stage::Closed;
    m_png.clear();
    m_notice = {};
    Q_EMIT changed();
}

} // namespace kaunta::ui
