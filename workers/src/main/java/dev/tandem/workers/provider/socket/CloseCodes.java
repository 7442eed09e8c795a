package dev.tandem.workers.provider.socket;

import dev.tandem.workers.provider.ProviderException.Reason;

/** Sorts the codes with which the far side closes a connection. One object for each vendor. */
@FunctionalInterface
public interface CloseCodes {

    /** Sorts the codes of RFC 6455 (7.4.1). All others are the far side's fault. */
    CloseCodes STANDARD = (code, _) -> switch (code) {
        case 1002, 1003, 1007, 1008, 1009, 1010 -> Reason.WRONG_REQUEST;
        default -> Reason.UNAVAILABLE;
    };

    /** @param words what the far side says beside the code; may be empty */
    Reason reason(int code, String words);
}
