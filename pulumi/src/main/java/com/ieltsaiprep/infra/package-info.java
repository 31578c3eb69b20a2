@NullMarked
package com.ieltsaiprep.infra;

import org.jspecify.annotations.NullMarked;
