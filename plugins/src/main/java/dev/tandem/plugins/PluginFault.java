package dev.tandem.plugins;

/** Says why a plugin cannot be used. The message is a sentence for the operator. */
final class PluginFault extends Exception {

    private static final long serialVersionUID = 1;

    PluginFault(String message) {
        super(message);
    }

    PluginFault(String message, Throwable cause) {
        super(message, cause);
    }
}
