package com.ieltsaiprep.local;

import com.ieltsaiprep.local.verify.VerificationRunner;

import java.util.List;

/** {@code ./run verify}: checks a deployment from outside. */
final class VerifyCommand implements Command {
    private final VerificationRunner verification;

    VerifyCommand(VerificationRunner verification) {
        this.verification = verification;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "checks a deployment, or the local stack, from outside";
    }

    @Override
    public int run(List<String> arguments) {
        return verification.run(arguments);
    }
}
