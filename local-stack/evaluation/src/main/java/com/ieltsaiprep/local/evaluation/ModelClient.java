package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

/** Client of the marking models: sends a request and waits for the result. Thread-safe. */
interface ModelClient {
    /**
     * Calls a model.
     *
     * @param run number of the run, from 1: in each run a model is asked anew
     * @throws EvaluationException if the evaluation cannot go on
     */
    CallResult call(ModelRequest request, int run);
}
