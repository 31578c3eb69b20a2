package com.ieltsaiprep.local.verify;

import java.io.IOException;

/** Check of a deployment, which changes nothing that lasts longer than minutes. */
interface DeploymentCheck {
    /** Returns the name that a report has for what this check could not do. */
    String name();

    /**
     * Adds a row for each result; blocks.
     *
     * @throws IOException if a server does not respond; the rest of the check is lost
     */
    void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException;
}
