package com.example.membership;

import dev.tandem.plugin.TandemPlugin;
import dev.tandem.plugin.ToolType;
import java.util.List;

/** Brings the tool type {@code check_digits}. */
public final class MembershipPlugin implements TandemPlugin {

    @Override
    public int api() {
        return API;
    }

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public List<ToolType> toolTypes() {
        return List.of(new CheckDigits());
    }
}
