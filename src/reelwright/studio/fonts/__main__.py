"""`python -m reelwright.studio.fonts`"""

import sys

from reelwright.studio.fonts.build import main

if __name__ == "__main__":
    sys.exit(main())
