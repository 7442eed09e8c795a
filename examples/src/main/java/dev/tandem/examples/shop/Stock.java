package dev.tandem.examples.shop;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orders, invoices and texts of the shop. */
final class Stock {

    /** A text that is long enough to be interrupted. */
    static final String RETURN_POLICY = "You can return anything within thirty days, for any reason. "
            + "Please send it back in its original packaging, with the return label that came with your order. "
            + "As soon as the parcel has arrived we check it, and your money is back on your account within five days. "
            + "Shipping is free for returns inside the country. "
            + "Gift cards and opened food are the only things that we cannot take back.";

    private static final Map<String, Order> ORDERS = Map.of(
            "A1234", new Order("A1234", "out for delivery", "Thursday"),
            "B2210", new Order("B2210", "being packed", "Monday"),
            "D4402", new Order("D4402", "on its way", "Friday"));

    private static final Map<String, Invoice> INVOICES = Map.of(
            "C7781", new Invoice("C7781", "3305", "$42.50", "December 5"),
            "K1029", new Invoice("K1029", "3311", "$310.00", "December 12"));

    private record Order(String order_id, String status, String day) {}

    private record Invoice(String customer_id, String invoice_id, String amount, String due) {}

    private Stock() {}

    static Optional<JsonNode> order(String id) {
        return Optional.ofNullable(ORDERS.get(id)).map(Stock::json);
    }

    static Optional<JsonNode> invoice(String customer) {
        return Optional.ofNullable(INVOICES.get(customer)).map(Stock::json);
    }

    private static JsonNode json(Record row) {
        return JsonMapper.shared().valueToTree(row);
    }
}
