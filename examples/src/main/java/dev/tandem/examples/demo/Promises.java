package dev.tandem.examples.demo;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks what the shop's phone line promises against the records of the demo's call. */
final class Promises {

    /** Turns of the script, counted from 1. */
    private static final int ASKS_FOR_ORDER = 1;

    private static final int GIVES_ORDER = 2;
    private static final int LONG_ANSWER = 3;
    private static final int ASKS_FOR_INVOICE = 4;
    private static final int GIVES_CUSTOMER = 5;

    private Promises() {}

    static List<Check> check(Evidence evidence) {
        Checks checks = new Checks(evidence);
        checks.hears("the caller is greeted", 0, "help");
        checks.hears("asked for the order number that is missing", ASKS_FOR_ORDER, "order number");
        checks.hears("the caller hears the tool's answer", GIVES_ORDER, "out for delivery");
        checks.hears("asked for the customer number that is missing", ASKS_FOR_INVOICE, "customer number");
        checks.hears("the next agent answers from its tool", GIVES_CUSTOMER, "invoice");
        checks.interrupted(LONG_ANSWER, false);
        checks.tools(List.of("check_order", "find_invoice"));
        List<JsonNode> rejected = evidence.payloads("path.rejected", ASKS_FOR_INVOICE);
        checks.check(
                "the transfer without a customer number was rejected",
                rejected.size() == 1
                        && rejected.getFirst()
                                .path("missing")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()
                                .equals(List.of("customer_id"))
                        && evidence.payloads("path.taken", ASKS_FOR_INVOICE).isEmpty(),
                rejected.toString());
        checks.transferredTo("Billing", evidence.payloads("path.taken", GIVES_CUSTOMER));
        checks.agreement();
        return checks.all();
    }
}
