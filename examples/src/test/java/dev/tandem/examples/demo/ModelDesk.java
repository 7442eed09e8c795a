package dev.tandem.examples.demo;

import dev.tandem.vendors.ReplyScript;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a model of OpenAI's answers to the customer's document, by the last thing that was said. However often it is
 * asked the same, also by another process, it answers the same.
 */
final class ModelDesk {

    static final String OPENING = "Hello, this is the order line. How can I help you?";
    static final String ORDER = "Your order is out for delivery. It should be with you on Thursday.";
    static final String ASKS = "Certainly. What is your customer number?";

    /** The beginning of an answer that the caller does not wait for. */
    static final String COUNT = "One, two, three, four, five, six, seven, eight, nine, ten, ";

    private static final String BILLING = "You are through to billing, and I have your customer number. "
            + "Invoices are sent on the first of each month. "
            + "Each of them is due within thirty days. "
            + "You find its number in the upper right corner of the first page.";

    private static final String TRANSFER = "transfer_to_to_billing";

    private ModelDesk() {}

    static ReplyScript answer(JsonNode request) {
        JsonNode messages = request.path("messages");
        // The very last one is the platform's: the clock, and what is known.
        JsonNode last = messages.path(messages.size() - 2);
        String text = last.path("content").asString("").toLowerCase(Locale.ROOT);
        if (!request.path("tools").toString().contains(TRANSFER)) {
            return ReplyScript.saying(text.contains("goodbye") ? "Thank you for calling, goodbye." : BILLING);
        }
        if (last.path("role").asString("").equals("tool")) {
            return ReplyScript.saying(text.contains("missing") ? ASKS : ORDER);
        }
        if (text.contains("order")) {
            return ReplyScript.saying().asking("check_order", "{\"order_id\":", "\"A1234\"}");
        }
        if (text.contains("count")) {
            return ReplyScript.saying(COUNT).pausing(Duration.ofSeconds(8)).goingOn("eleven, twelve.");
        }
        if (text.contains("invoice")) {
            return ReplyScript.saying().asking(TRANSFER, "{}");
        }
        if (text.contains("customer number")) {
            return ReplyScript.saying().asking(TRANSFER, "{\"customer_id\": ", "\"C7781\"}");
        }
        return ReplyScript.saying(OPENING);
    }
}
