package com.ieltsaiprep.local;

import com.ieltsaiprep.local.speak.SpeakRunner;

import java.util.List;

/** {@code ./run speak}: plays a recording to Maya as the candidate's voice. */
final class SpeakCommand implements Command {
    private final SpeakRunner speak;

    SpeakCommand(SpeakRunner speak) {
        this.speak = speak;
    }

    @Override
    public String name() {
        return "speak";
    }

    @Override
    public String summary() {
        return "talks to Maya with a WAV as the candidate's voice";
    }

    @Override
    public int run(List<String> arguments) {
        return speak.run(arguments.toArray(String[]::new));
    }
}
