# The receiver's door answers on the thread that has the answer.
set(FILE core/callbacks/http/http_session.cpp)
set(WAS_1 [==[            const auto executor = self->m_stream.get_executor();
            asio::post(executor, [session = std::move(self), given = std::move(given)] { session->answer(given); });   // to end on its own thread]==])
set(BECOMES_1 [==[            self->answer(given);]==])
