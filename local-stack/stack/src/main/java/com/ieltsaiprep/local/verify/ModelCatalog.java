package com.ieltsaiprep.local.verify;

/** Catalogue of the models that Bedrock offers to an account. */
interface ModelCatalog extends AutoCloseable {
    /**
     * Model, or inference profile, as the catalogue has it.
     *
     * @param offered whether the account may use it
     * @param legacy whether its end of life is announced
     * @param detail what the catalogue says, for people
     */
    record Offer(boolean offered, boolean legacy, String detail) {}

    /** Thrown if the catalogue does not answer. */
    final class CatalogUnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean noCredentials;

        CatalogUnavailableException(String message, boolean noCredentials, Throwable cause) {
            super(message, cause);
            this.noCredentials = noCredentials;
        }

        /** Returns whether no credentials were found, which is no failure of the deployment. */
        boolean hasNoCredentials() {
            return noCredentials;
        }
    }

    /** Looks a model or an inference profile up in a region. */
    Offer look(String region, String model) throws CatalogUnavailableException;

    /** Returns whether a region logs what models are sent and answer. */
    boolean logsContent(String region) throws CatalogUnavailableException;

    @Override
    void close();
}
