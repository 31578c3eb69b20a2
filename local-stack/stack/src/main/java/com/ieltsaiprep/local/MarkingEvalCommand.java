package com.ieltsaiprep.local;

import com.ieltsaiprep.local.evaluation.EvaluationRunner;

import java.util.List;

/** {@code ./run marking-eval}: compares the marking of a set with human markers. */
final class MarkingEvalCommand implements Command {
    private final EvaluationRunner evaluation;

    MarkingEvalCommand(EvaluationRunner evaluation) {
        this.evaluation = evaluation;
    }

    @Override
    public String name() {
        return "marking-eval";
    }

    @Override
    public String summary() {
        return "compares the marks of a model with those of human markers";
    }

    @Override
    public int run(List<String> arguments) {
        return evaluation.run(arguments);
    }
}
