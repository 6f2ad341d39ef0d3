#pragma once

#include "core/practice/prompt.h"

#include <QList>
#include <QObject>

namespace kaunta::practice {

class PracticeDriver;

//! The customer's phone, as a window shows it: which prompts wait on it, and a way to answer them. Belongs to the thread of
//! the window; every call returns at once.
class Handset : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QList<kaunta::practice::Prompt> prompts() const = 0;   //!< oldest first
    virtual void answer(const QString &id, kaunta::practice::HandsetAnswer answer) = 0;
    //! The customer pays straight to the shop, without being asked: Lipa na M-PESA by hand. `reference`: account number typed, may be
    //! empty. `amount`: whole shillings.
    virtual void payShop(const QString &phone, qint64 amount, const QString &reference);

Q_SIGNALS:
    void promptsChanged();
    void shopPaid(const QString &receipt);   //!< payShop() went through
    void shopRefused();                      //!< it did not: the shop's validation said no, or the input is no payment
};

//! The handset of a Simulator that may live on another thread: everything goes through the driver's signals and slots.
//! Either side may be destroyed first.
class SimulatorHandset final : public Handset
{
    Q_OBJECT
public:
    explicit SimulatorHandset(PracticeDriver *driver, QObject *parent = nullptr);

    QList<Prompt> prompts() const override { return m_prompts; }
    void answer(const QString &id, HandsetAnswer answer) override;
    void payShop(const QString &phone, qint64 amount, const QString &reference) override;

Q_SIGNALS:
    void paying(const QString &phone, qint64 amount, const QString &reference);   //!< to the driver
    void answered(const QString &id, kaunta::practice::HandsetAnswer answer);   //!< to the driver
    void asked();                                                              //!< to the driver

private:
    QList<Prompt> m_prompts;
};

} // namespace kaunta::practice
