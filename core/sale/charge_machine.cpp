#include "core/sale/charge_machine.h"

namespace kaunta::sale {
Step next(const ChargeState &state, const Event &) { return {state, {}, false}; }
}
