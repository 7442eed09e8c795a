package dev.tandem.api;

/** A small configuration document that may be published. */
public final class Shop {

    public static final String DOCUMENT = """
            {"schema_version": 2,
             "limits": {"max_call_seconds": 900},
             "agents": [
              {"id": "intake", "name": "Intake", "instructions": "Find out what the caller wants.",
               "greeting": "Lantern Books, how can I help?",
               "metadata": {"colour": "blue"}, "position": {"x": 1.50, "y": 2},
               "llm": {"provider": "builtin"},
               "tools": [{"id": "check", "tool_type": "http", "name": "check_order", "display_name": "Check an order",
                          "description": "Looks up an order.",
                          "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}},
                                         "required": ["order_id"]},
                          "config": {"method": "GET", "url": "http://127.0.0.1:9099/orders/{{order_id}}"},
                          "side_effect": "none"}],
               "paths": [{"id": "to-billing", "name": "To Billing",
                          "description": "Use when the caller mentions invoices", "target_agent_id": "billing",
                          "required_variables": [{"name": "customer_id", "description": "The customer's number",
                                                  "data_type": "digits"}]}]},
              {"id": "billing", "name": "Billing", "instructions": "Answer questions about invoices.",
               "paths": [{"id": "bye", "name": "Goodbye", "description": "The caller is done",
                          "target": {"end": true}, "say": "Goodbye."}]}]}
            """;

    private Shop() {}

    public static String change(String document) {
        return "{\"config\": " + document + "}";
    }

    /** Returns the id of a published version of a new workflow. */
    public static String published(ApiClient api) {
        String draft = "/api/workflow-versions/"
                + api.post("/api/workflows", "{\"name\": \"Shop\"}").expect(201).text("/draft/id");
        api.patch(draft, change(DOCUMENT)).expect(200);
        return api.post(draft + "/publish").expect(200).text("/id");
    }
}
