#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>

namespace kaunta::test {

//! A certificate authority that lives as long as the process and never touches a disk. Its server certificates are good
//! for 127.0.0.1, ::1 and kaunta.test (not for localhost, so that a test can meet a wrong name), for one hour.
class TestAuthority
{
public:
    static const TestAuthority &trusted();   //!< the one whose root a test hands to the transport
    static const TestAuthority &stranger();  //!< made the same way, trusted by nobody

    QSslCertificate root() const { return m_root; }
    QSslConfiguration serverConfiguration() const { return m_server; }

private:
    TestAuthority();
    QSslCertificate m_root;
    QSslConfiguration m_server;
};

} // namespace kaunta::test
