/** Changes of what is kept, each done once, in order, and resumed where it was interrupted. */
@NullMarked
package com.ieltsaiprep.api.migrate;

import org.jspecify.annotations.NullMarked;
