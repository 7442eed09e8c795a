package dev.tandem.plugins;

import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.gate.PublishGate;
import tools.jackson.databind.json.JsonMapper;

/** A process that says which tool types it has, and what its publish gate thinks of a document. */
final class GateOfAProcess {

    private GateOfAProcess() {}

    /** @param arguments a document */
    public static void main(String[] arguments) {
        ToolTypeDescriptor.installed().forEach(type -> System.out.println("type " + type.name()));
        Plugins.installed().refused().forEach(one -> System.out.println("refused " + one.file()));
        for (Problem fault :
                PublishGate.check(JsonMapper.shared().readTree(arguments[0])).problems()) {
            System.out.println(fault.code() + " " + fault.pointer());
        }
    }
}
